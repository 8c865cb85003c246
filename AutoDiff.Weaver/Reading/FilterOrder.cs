using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// The runtime evaluates a filter where the exception is thrown, before anything cleans up; a handler can only do it afterwards. Finds what lets a program
/// tell: a <c>finally</c> in the try part, or in what is called there, writes what the filter reads, or has to do with what the filter writes.
/// </summary>
internal sealed class FilterOrder(TypeContext types)
{
    private const string Anything = Footprint.Anything, Reference = "reference", Elements = "element", World = "world";

    /// <summary>Members that code of the framework calls where nobody sees it.</summary>
    private static readonly string[] Hidden =
        ["ToString", "Equals", "GetHashCode", "CompareTo", "Compare", "GetEnumerator", "MoveNext", "get_Current", "Dispose", "Format"];

    private readonly TypeContext types = types;
    private readonly Dictionary<ModuleDefinition, Members> members = [];
    private List<Members> reach = [];

    /// <summary>Why the filter of a region has to run before what cleans up in its try part; null where nobody can tell.</summary>
    /// <exception cref="UnsupportedConstructException">It has to, and cannot: what is called has filters itself.</exception>
    public string? ObstacleTo(MethodIR method, ExceptionRegion region)
    {
        SetReach(method);
        var filter = new Touched();
        AddAll(filter, region.Filter!.Blocks);
        if (filter.IsEmpty)
            return null;
        var own = new Touched();
        var inside = method.Regions.Where(r => IsCleanup(r.Kind) && region.Try.Blocks.Contains(r.Handler.Entry));
        AddAll(own, [.. inside.SelectMany(r => r.Handler.Blocks).Distinct()]);
        var callees = new Touched();
        var cleanups = new Walk(this, callees, onlyCleanups: true);
        foreach (var instruction in region.Try.Blocks.SelectMany(b => b.Instructions))
            Follow(cleanups, instruction);
        cleanups.Run();
        if (Conflict(filter, callees, "in a method that is called in its 'try' block") is not { } obstacle)
            return Conflict(filter, own, "inside of its 'try' block");
        // Where its filters refuse, the callee throws on, and has cleaned up by then.
        if (callees.HasFilters)
        {
            throw new UnsupportedConstructException(
                "AD1006", region.FilterLocation,
                $"a filter ('when') has to run before what cleans up: {obstacle}. Test in the handler instead, or for the failure beforehand");
        }
        return obstacle;
    }

    private static string? Conflict(Touched filter, Touched touched, string where)
    {
        if (filter.Slots.Any(touched.WrittenSlots.Contains) || filter.WrittenSlots.Any(touched.Slots.Contains))
            return "a 'finally' block inside of its 'try' block writes a local variable that its filter reads, or reads one that the filter writes";
        if (touched.Writes.Any(w => w is Reference or Anything) && filter.Slots.Concat(filter.WrittenSlots).Any(Escapes))
            return $"a 'finally' block {where} may write a local variable that its filter reads";
        if (Meeting(filter.Reads, touched.Writes) is { } read)
            return $"a 'finally' block {where} writes {Describe(read)}, which its filter reads";
        if ((Meeting(filter.Writes, touched.Writes) ?? Meeting(filter.Writes, touched.Reads)) is { } written)
            return $"a 'finally' block {where} reads or writes {Describe(written)}, which its filter writes";
        return touched.MayThrow && filter.Writes.FirstOrDefault(w => !w.StartsWith("field <", StringComparison.Ordinal)) is { } lost
            ? $"a 'finally' block {where} may throw, and its filter writes {Describe(lost)}"
            : null;
    }

    private static bool IsCleanup(ExceptionHandlerType kind) => kind is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault;

    /// <summary>What a virtual call or a delegate may come to is looked for in the module being woven and in that of the method.</summary>
    private void SetReach(MethodIR method)
    {
        reach = [MembersOf(types.Module)];
        if (method.Origin is { } origin && types.ResolveMethod(origin) is { } definition && definition.Module != types.Module && !IsFramework(definition))
            reach.Add(MembersOf(definition.Module));
    }

    private Members MembersOf(ModuleDefinition module)
    {
        if (!members.TryGetValue(module, out var known))
        {
            var methods = module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).ToList();
            var overrides = methods.Where(m => m.IsVirtual).ToLookup(m => Last(m.Name));
            members.Add(module, known = new(overrides, FunctionsOf(methods).ToLookup(f => f.Delegate, f => f.Function)));
        }
        return known;
    }

    /// <summary>A kind that is in one set and may be the same memory as one in the other.</summary>
    private static string? Meeting(HashSet<string> first, HashSet<string> second)
    {
        foreach (var kind in first)
        {
            foreach (var other in second)
            {
                if (kind == other || kind == Anything || other == Anything || (kind == Reference && other != World) || (other == Reference && kind != World)
                    || ((kind == Elements || other == Elements) && IsOfElements(kind) && IsOfElements(other)))
                    return kind is Anything or Reference or Elements ? other : kind;
            }
        }
        return null;
    }

    private static bool IsOfElements(string kind) => kind.StartsWith(Elements, StringComparison.Ordinal);

    private static string Describe(string kind)
    {
        var space = kind.IndexOf(' ');
        var (sort, name) = space < 0 ? (kind, "") : (kind.Substring(0, space), kind.Substring(space + 1));
        return sort switch
        {
            "field" => $"the field '{name.Substring(name.LastIndexOf(':') + 1)}'",
            "static" => $"the static field '{name.Substring(name.LastIndexOf(':') + 1)}'",
            Elements => "elements of arrays or containers",
            World => "what lies outside of memory",
            _ => "memory",
        };
    }

    private static bool Escapes(Slot slot) => Escapes((TrackedValue)slot);

    private static bool Escapes(TrackedValue address) => address.Uses.Any(u => u.User switch
    {
        Load => false,
        Store store => store.Content == address,
        FieldAddress field => Escapes(field),
        _ => true,
    });

    private void AddAll(Touched touched, IReadOnlyList<Block> blocks)
    {
        foreach (var instruction in blocks.SelectMany(b => b.Instructions))
        {
            // What code makes itself, nobody else has seen.
            var isOwn = instruction is Load or Store && ObjectOf(instruction.Operand(0)) is Instruction made && Footprints.IsFresh(made)
                && blocks.Contains(made.Block!);
            if (!isOwn)
                Add(touched, instruction);
        }
    }

    /// <summary>The object that an address is in.</summary>
    private static Value ObjectOf(Value address) => address switch
    {
        FieldAddress field => ObjectOf(field.Target),
        ElementAddress element => element.Array,
        _ => address,
    };

    private void Add(Touched touched, Instruction instruction)
    {
        switch (instruction)
        {
            case Load load:
                AddPlace(touched.Reads, touched.Slots, load.Address);
                AddParts(touched.Reads, load.Type);
                break;
            case Store store:
                AddPlace(touched.Writes, touched.WrittenSlots, store.Address);
                break;
            case Throw or Rethrow:
                touched.MayThrow = true;
                break;
            case RawInstruction raw when (raw.Effects & Effects.Writes) != 0
                && raw.OpCode.Code is not (Code.Box or Code.Castclass or Code.Isinst or Code.Unbox or Code.Unbox_Any or Code.Ldtoken):
                touched.Writes.Add(Anything);
                break;
            case Call or NewObject or FunctionAddress:
                // What it is given the address of, it may read and write.
                foreach (var address in instruction.Operands.Where(o => o.Type.IsByReference))
                {
                    AddPlace(touched.Reads, touched.Slots, address);
                    AddPlace(touched.Writes, touched.WrittenSlots, address);
                }
                var walk = new Walk(this, touched, onlyCleanups: false);
                Follow(walk, instruction);
                walk.Run();
                break;
        }
    }

    private void Follow(Walk walk, Instruction instruction)
    {
        switch (instruction)
        {
            case Call call when call.KnownEffects == Effects.None || Allocations.Is(call)
                || (call.Method.Name == "Dispose" && KnownCalls.LeavesMemoryAlone(call)):
                break;
            case Call call when ElementReferences.Is(call.Method) || RowViews.Is(call.Method) || Views.Is(call.Method):
                walk.ReadElements();
                break;
            case Call { IsVirtual: true, Method.HasThis: true } call when call.Constrained is null && Receivers.DeclaredType(call.Operand(0)) is var receiver
                && types.Resolve(receiver) is { IsInterface: false } known && !StructShapes.IsFramework(known.Module.Assembly):
                foreach (var type in types.Hierarchy.Below(receiver).Prepend(receiver))
                    walk.Call(Implementations.Of(types, type, call.Method) ?? call.Method, isVirtual: false);
                break;
            case Call call:
                walk.Call(call.Method, call.IsVirtual);
                break;
            case NewObject creation:
                walk.Call(creation.Constructor, isVirtual: false);
                break;
            case FunctionAddress function:
                walk.Call(function.Method, function.IsVirtual);
                break;
        }
    }

    /// <summary>The kinds of memory on the way to a place: a part of a struct is changed with the whole.</summary>
    private static void AddPlace(HashSet<string> kinds, HashSet<Slot> slots, Value address)
    {
        switch (address)
        {
            case Slot slot:
                slots.Add(slot);
                break;
            case FieldAddress field:
                kinds.Add(Footprints.Field(field.Field));
                if (field.Target.Type.IsByReference)
                    AddPlace(kinds, slots, field.Target);
                break;
            case ElementAddress element:
                kinds.Add(ElementsOf(element.ElementType));
                break;
            case StaticAddress field:
                kinds.Add(Static(field.Field));
                break;
            case Call call when ElementReferences.Is(call.Method):
                kinds.Add(Elements);
                break;
            default:
                kinds.Add(Reference);
                break;
        }
    }

    /// <summary>The fields of a struct that is read as a whole.</summary>
    private void AddParts(HashSet<string> kinds, TypeReference type)
    {
        if (!types.IsStruct(type) || type.IsPrimitive)
            return;
        foreach (var field in types.InstanceFields(type))
        {
            if (kinds.Add(Footprints.Field(field)))
                AddParts(kinds, types.FieldType(field));
        }
    }

    private static string Static(FieldReference field) => "static " + MemoryPart.Of(field);

    private static string ElementsOf(TypeReference type) => type switch
    {
        GenericParameter or { ContainsGenericParameter: true } => Elements,
        { IsPrimitive: true } => Elements + " " + type.FullName,
        { IsValueType: true } => Elements + " " + type.GetElementType().FullName,
        _ => Elements + " reference",
    };

    private IEnumerable<(string Delegate, MethodDefinition Function)> FunctionsOf(IEnumerable<MethodDefinition> methods) => methods
        .SelectMany(m => m.Body.Instructions)
        .Where(i => i.OpCode.Code is Code.Ldftn or Code.Ldvirtftn && i.Next is { OpCode.Code: Code.Newobj })
        .Select(i => (((MethodReference)i.Next.Operand).DeclaringType.GetElementType().FullName, types.ResolveMethod((MethodReference)i.Operand)!))
        .Where(f => f.Item2 is not null);

    private IEnumerable<MethodDefinition> OverridesOf(string member) => reach.SelectMany(r => r.Overrides[member]);

    private IEnumerable<MethodDefinition> FunctionsBehind(TypeReference type) => reach.SelectMany(r => r.Functions[type.GetElementType().FullName]);

    private static string Last(string name) => name.Substring(name.LastIndexOf('.') + 1);

    private static bool IsFramework(MethodDefinition method) => StructShapes.IsFramework(method.Module.Assembly);

    /// <summary>The virtual members of a module by name, and the functions that it makes delegates of by the delegate's type.</summary>
    private sealed record Members(ILookup<string, MethodDefinition> Overrides, ILookup<string, MethodDefinition> Functions);

    /// <summary>What code may do.</summary>
    private sealed class Touched
    {
        public HashSet<string> Reads { get; } = [];

        public HashSet<string> Writes { get; } = [];

        public HashSet<Slot> Slots { get; } = [];

        public HashSet<Slot> WrittenSlots { get; } = [];

        public bool MayThrow { get; set; }

        /// <summary>There are filters in what was gone through.</summary>
        public bool HasFilters { get; set; }

        public bool IsEmpty => Reads.Count + Writes.Count + Slots.Count + WrittenSlots.Count == 0;
    }

    /// <summary>Goes through the text of methods and of what they call: all of it, or only what runs when an exception passes.</summary>
    private sealed class Walk(FilterOrder order, Touched touched, bool onlyCleanups)
    {
        private readonly HashSet<MethodDefinition> seen = [];
        private readonly Stack<MethodDefinition> work = new();
        private readonly TypeContext types = order.types;
        private Walk? whole;

        public void Run()
        {
            while (work.Count > 0)
                Visit(work.Pop());
            whole?.Run();
        }

        public void ReadElements()
        {
            if (!onlyCleanups)
                touched.Reads.Add(Elements);
        }

        /// <summary>What a call may come to.</summary>
        public void Call(MethodReference method, bool isVirtual)
        {
            if (ElementReferences.Is(method))
            {
                ReadElements();
                return;
            }
            if (types.ResolveMethod(method) is not { } definition)
            {
                Unknown();
                return;
            }
            if (Delegates.IsInvocation(types, method))
            {
                foreach (var function in order.FunctionsBehind(method.DeclaringType))
                    Push(function);
                return;
            }
            if (isVirtual && definition.IsVirtual && !definition.IsFinal && !definition.DeclaringType.IsSealed)
            {
                foreach (var one in order.OverridesOf(Last(definition.Name)).Where(o => MayOverride(o, definition)))
                    Push(one);
            }
            if (IsFramework(definition))
                Framework(method, definition);
            else if (definition.HasBody)
                Push(definition);
        }

        private void Call(Mono.Cecil.Cil.Instruction instruction)
        {
            var method = (MethodReference)instruction.Operand;
            // A struct of the framework, such as an enumerator, is of no class of the program.
            var isKnown = instruction.Previous is { OpCode.Code: Code.Constrained, Operand: TypeReference receiver }
                && types.Resolve(receiver) is { IsValueType: true } type && StructShapes.IsFramework(type.Module.Assembly);
            if (!isKnown || method.Name != "Dispose")
                Call(method, !isKnown && instruction.OpCode.Code is Code.Callvirt or Code.Ldvirtftn);
        }

        private bool MayOverride(MethodDefinition method, MethodDefinition member)
        {
            if (method.Parameters.Count != member.Parameters.Count)
                return false;
            if (member.DeclaringType.IsInterface)
                return true;
            for (var type = method.DeclaringType; type is not null; type = type.BaseType is null ? null : types.Resolve(type.BaseType))
            {
                if (type == member.DeclaringType)
                    return true;
            }
            return false;
        }

        private void Push(MethodDefinition method)
        {
            if (method.HasBody && !IsFramework(method) && seen.Add(method))
                work.Push(method);
        }

        private void Unknown()
        {
            if (onlyCleanups)
                return;
            touched.Reads.Add(Anything);
            touched.Writes.Add(Anything);
            touched.MayThrow = true;
        }

        private void Visit(MethodDefinition method)
        {
            if (!onlyCleanups)
            {
                foreach (var instruction in method.Body.Instructions)
                    VisitWhole(method, instruction);
                return;
            }
            touched.HasFilters |= method.Body.ExceptionHandlers.Any(h => h.HandlerType == ExceptionHandlerType.Filter);
            foreach (var handler in method.Body.ExceptionHandlers.Where(h => IsCleanup(h.HandlerType)))
            {
                whole ??= new Walk(order, touched, onlyCleanups: false);
                var writesThrough = false;
                var holdsReference = false;
                for (var instruction = handler.HandlerStart; instruction is not null && instruction != handler.HandlerEnd; instruction = instruction.Next)
                {
                    whole.VisitWhole(method, instruction);
                    writesThrough |= WritesThrough(instruction);
                    holdsReference |= HoldsReference(method, instruction);
                }
                if (writesThrough && holdsReference)
                    touched.Writes.Add(Reference);
            }
            foreach (var instruction in method.Body.Instructions.Where(i => i.Operand is MethodReference && i.OpCode.Code != Code.Ldtoken))
                Call(instruction);
        }

        private static bool WritesThrough(Mono.Cecil.Cil.Instruction instruction) =>
            instruction.OpCode.Code is (>= Code.Stind_Ref and <= Code.Stind_R8) or Code.Stind_I or Code.Stobj or Code.Initobj or Code.Cpobj
                || (instruction.Operand is MethodReference called && called.Parameters.Any(p => p.ParameterType.IsByReference));

        /// <summary>An address that comes from outside of what is looked at.</summary>
        private static bool HoldsReference(MethodDefinition method, Mono.Cecil.Cil.Instruction instruction)
        {
            var type = instruction.OpCode.Code switch
            {
                >= Code.Ldarg_0 and <= Code.Ldarg_3 => Argument(instruction.OpCode.Code - Code.Ldarg_0),
                Code.Ldarg or Code.Ldarg_S => ((ParameterDefinition)instruction.Operand).ParameterType,
                >= Code.Ldloc_0 and <= Code.Ldloc_3 => method.Body.Variables[instruction.OpCode.Code - Code.Ldloc_0].VariableType,
                Code.Ldloc or Code.Ldloc_S => ((VariableDefinition)instruction.Operand).VariableType,
                Code.Ldfld or Code.Ldsfld => ((FieldReference)instruction.Operand).FieldType,
                _ => null,
            };
            return type is ByReferenceType or PointerType;

            TypeReference Argument(int index) => !method.HasThis ? method.Parameters[index].ParameterType
                : index > 0 ? method.Parameters[index - 1].ParameterType
                : method.DeclaringType.IsValueType ? new ByReferenceType(method.DeclaringType)
                : method.DeclaringType;
        }

        private void VisitWhole(MethodDefinition method, Mono.Cecil.Cil.Instruction instruction)
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Ldfld:
                    touched.Reads.Add(Footprints.Field((FieldReference)instruction.Operand));
                    break;
                case Code.Ldsfld:
                    touched.Reads.Add(Static((FieldReference)instruction.Operand));
                    break;
                case Code.Stfld when !IsOwn(method, (FieldReference)instruction.Operand):
                    touched.Writes.Add(Footprints.Field((FieldReference)instruction.Operand));
                    break;
                case Code.Stsfld when !IsCache((FieldReference)instruction.Operand):
                    touched.Writes.Add(Static((FieldReference)instruction.Operand));
                    break;
                case Code.Ldflda:
                    touched.Reads.Add(Footprints.Field((FieldReference)instruction.Operand));
                    if (MayWriteThrough(instruction))
                        touched.Writes.Add(Footprints.Field((FieldReference)instruction.Operand));
                    break;
                case Code.Ldsflda:
                    touched.Reads.Add(Static((FieldReference)instruction.Operand));
                    if (MayWriteThrough(instruction))
                        touched.Writes.Add(Static((FieldReference)instruction.Operand));
                    break;
                case Code.Ldelema:
                    touched.Reads.Add(ElementsOf((TypeReference)instruction.Operand));
                    if (MayWriteThrough(instruction))
                        touched.Writes.Add(ElementsOf((TypeReference)instruction.Operand));
                    break;
                case Code.Throw or Code.Rethrow:
                    touched.MayThrow = true;
                    break;
                case >= Code.Ldelem_I1 and <= Code.Ldelem_Ref or Code.Ldelem_Any:
                    touched.Reads.Add(Elements);
                    break;
                case >= Code.Stelem_I and <= Code.Stelem_Ref or Code.Stelem_Any:
                    touched.Writes.Add(ElementsWrittenBy(instruction));
                    break;
                default:
                    if (instruction.Operand is MethodReference && instruction.OpCode.Code != Code.Ldtoken)
                        Call(instruction);
                    break;
            }
        }

        /// <summary>The address of a part is only a step on the way to a part of it.</summary>
        private static bool MayWriteThrough(Mono.Cecil.Cil.Instruction address) => address.Next?.OpCode.Code is not (Code.Ldfld or Code.Ldobj);

        private static string ElementsWrittenBy(Mono.Cecil.Cil.Instruction instruction) => instruction.OpCode.Code switch
        {
            Code.Stelem_R8 => Elements + " System.Double",
            Code.Stelem_R4 => Elements + " System.Single",
            Code.Stelem_Ref => Elements + " reference",
            Code.Stelem_Any => ElementsOf((TypeReference)instruction.Operand),
            // One instruction writes several kinds of integers.
            _ => Elements,
        };

        /// <summary>What an object is when it is made, nobody has seen otherwise.</summary>
        private static bool IsOwn(MethodDefinition method, FieldReference field) =>
            method is { IsConstructor: true, IsStatic: false, DeclaringType.IsValueType: false }
            && field.DeclaringType.GetElementType().FullName == method.DeclaringType.FullName;

        private static bool IsCache(FieldReference field) => CompilerMade.IsOfLambdas(field.DeclaringType);

        /// <summary>What a method without visible code does: to its own, and by calling what it is given.</summary>
        private void Framework(MethodReference method, MethodDefinition definition)
        {
            if (!onlyCleanups && !FrameworkEffects.AreNone(types, method, definition))
            {
                var kind = FrameworkEffects.AreOnWorld(definition) ? World : Elements;
                touched.Reads.Add(kind);
                if (!FrameworkEffects.OnlyRead(method, definition))
                {
                    touched.Writes.Add(kind);
                    touched.MayThrow = true;
                }
            }
            if (FrameworkEffects.OnlyKnowReferences(method))
                return;
            var given = method.Parameters.Select(p => p.ParameterType).ToList();
            if (method.HasThis && !definition.DeclaringType.IsInterface)
                given.Add(method.DeclaringType);
            foreach (var type in given.Where(t => Delegates.Is(types, t)))
            {
                foreach (var function in order.FunctionsBehind(type))
                    Push(function);
            }
            if (!given.Any(MayBeOfProgram))
                return;
            foreach (var member in Hidden.SelectMany(order.OverridesOf))
                Push(member);
        }

        private bool MayBeOfProgram(TypeReference type) => TypeContext.WithoutModifiers(type) switch
        {
            { IsPrimitive: true } or { MetadataType: MetadataType.String } => false,
            GenericParameter or { MetadataType: MetadataType.Object } => true,
            ArrayType or ByReferenceType or PointerType => MayBeOfProgram(((TypeSpecification)TypeContext.WithoutModifiers(type)).ElementType),
            var other => types.Resolve(other) is not { } definition || definition.IsInterface || !StructShapes.IsFramework(definition.Module.Assembly)
                || (other is GenericInstanceType instance && !Delegates.Is(types, other) && instance.GenericArguments.Any(MayBeOfProgram)),
        };
    }
}
