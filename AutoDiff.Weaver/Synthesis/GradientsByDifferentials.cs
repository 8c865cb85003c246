using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// What a gradient is in code that is differentiated itself, where the one that users get keeps values on a tape and cannot be followed: the derivatives in all
/// unit directions, by forward mode. One run of the function for each number of its arguments, and differentiable any number of times.
/// </summary>
internal sealed class GradientsByDifferentials(GeneratedMembers members, Derivation derivation)
{
    /// <summary>
    /// Lets a method that returns a gradient be another where a function that is differentiated calls it; where none can be, it is refused there.
    /// </summary>
    public void Offer(MethodDefinition entry, DifferentiableTarget target, bool withValue, bool takesMemory) =>
        members.Pending.AddWhereReached(entry, () => HasUnits(target)
            ? Write(entry, target, withValue, takesMemory)
            : Refuse(entry, target, "it is one with respect to something else than numbers, arrays of numbers, and structs and tuples of numbers"));

    private MethodDefinition? Refuse(MethodDefinition entry, DifferentiableTarget target, string reason)
    {
        members.Generated.Refuse(entry, new(
            "AD1006", null,
            $"cannot differentiate the gradient of '{UserNames.Of(target.Method)}' that is computed here: {reason}. Compute the inner derivative "
            + "by forward mode (Derivative, JacobianVectorProduct), or cut it with WithoutDerivative(…)."));
        return null;
    }

    private bool HasUnits(DifferentiableTarget target) => target.Tangent is null
        && Enumerable.Range(0, target.Arguments.Count).All(i => target.Roles[i] == ParameterRole.None || HasUnits(target.Arguments[i]));

    /// <summary>Numbers, structs of numbers and arrays of numbers: there is a direction for each.</summary>
    private bool HasUnits(TypeReference type) =>
        ElementOf(type) is not null || (members.Tangents.IsDifferentiable(type) && !members.Tangents.HasReferences(type)
            && members.Tangents.LeavesOf(type).All(l => !l.HasNoAddress && l.Scalar.MetadataType is MetadataType.Double or MetadataType.Single));

    private static TypeReference? ElementOf(TypeReference type) =>
        type is ArrayType { IsVector: true, ElementType: { MetadataType: MetadataType.Double or MetadataType.Single } element } ? element : null;

    private MethodDefinition? Write(MethodDefinition entry, DifferentiableTarget target, bool withValue, bool takesMemory)
    {
        if (derivation.InnerDifferentialIfAny(target.DifferentialRequest, withValue: false, out var obstacle) is not { } form)
        {
            members.Generated.Refuse(entry, obstacle!);
            return null;
        }
        if (!derivation.MayRunAgain(target, form))
        {
            return Refuse(entry, target,
                "the function would run once for each number of its argument, and it changes something besides its argument, or does not "
                + "do the same every time");
        }
        var method = members.Generated.NewMethod(
            target.Method, "GradientByDifferentials", entry.ReturnType, entry.Parameters.Select(p => (p.Name, p.ParameterType)));
        var code = members.Write(method);
        var gradients = new Directions(members, code, target, form).Write(takesMemory);
        if (withValue)
            new Directions(members, code, target, form).CallFunction();
        for (var i = 0; i < target.Arguments.Count; i++)
            code.Load(gradients[i]);
        if (target.Arguments.Count > 1)
            code.New(members.Tuples.Constructor(target.Gradient));
        if (withValue)
            code.New(members.Tuples.Constructor(entry.ReturnType));
        code.Return();
        members.Generated.StandIn(entry, method);
        return method;
    }

    /// <summary>The code of one method: a call of the differential for each unit direction.</summary>
    private sealed class Directions(GeneratedMembers members, InstructionWriter code, DifferentiableTarget target, DifferentialForm form)
    {
        private readonly int offset = target.Receiver is null ? 0 : 1;
        private readonly Dictionary<int, VariableDefinition> directions = [];

        private IEnumerable<int> Active => Enumerable.Range(0, target.Arguments.Count).Where(i => target.Roles[i] != ParameterRole.None);

        /// <param name="takesMemory">Parameters after the others hold the arrays for the gradients.</param>
        public IReadOnlyList<VariableDefinition> Write(bool takesMemory)
        {
            foreach (var i in Active)
            {
                directions[i] = code.Local(target.Arguments[i]);
                NewLike(i).Store(directions[i]);
            }
            List<VariableDefinition> gradients = [.. target.Arguments.Select(a => code.Local(a))];
            foreach (var i in Active)
            {
                if (takesMemory && target.IsShadowed(i))
                    code.Argument(offset + target.Arguments.Count + target.Shadowed.ToList().IndexOf(i)).Store(gradients[i]);
                else
                    NewLike(i).Store(gradients[i]);
                if (ElementOf(target.Arguments[i]) is { } element)
                    OfArray(i, element, gradients[i]);
                else
                    OfNumbers(i, gradients[i]);
            }
            return gradients;
        }

        private InstructionWriter NewLike(int i) => ElementOf(target.Arguments[i]) is { } element
            ? code.Argument(offset + i).Length().NewArray(element)
            : code.Default(target.Arguments[i]);

        private void OfArray(int argument, TypeReference element, VariableDefinition gradient)
        {
            var index = code.Local(members.Types.Int32);
            var (body, test) = (code.Label(), code.Label());
            code.Integer(0).Store(index).Branch(test).Mark(body);
            code.Load(directions[argument]).Load(index).One(element).StoreElement(element);
            code.Load(gradient).Load(index);
            CallDifferential();
            code.StoreElement(element);
            code.Load(directions[argument]).Load(index).Zero(element).StoreElement(element);
            code.Load(index).Integer(1).Add().Store(index).Mark(test);
            code.Load(index).Load(gradient).Length().BranchIfLess(body);
        }

        private void OfNumbers(int argument, VariableDefinition gradient)
        {
            foreach (var leaf in members.Tangents.LeavesOf(target.Arguments[argument]))
            {
                Put(directions[argument], leaf.Path, () => code.One(leaf.Scalar));
                Put(gradient, leaf.Path, CallDifferential);
                Put(directions[argument], leaf.Path, () => code.Zero(leaf.Scalar));
            }
        }

        private void Put(VariableDefinition whole, IReadOnlyList<FieldReference> path, Action push)
        {
            if (path.Count == 0)
            {
                push();
                code.Store(whole);
                return;
            }
            code.LoadAddress(whole);
            foreach (var step in path.Take(path.Count - 1))
                code.FieldAddress(step);
            push();
            code.StoreField(path[path.Count - 1]);
        }

        private void CallDifferential()
        {
            PushFunction(form.Method.Parameters.FirstOrDefault()?.ParameterType!);
            foreach (var i in Active)
                Push(() => code.Load(directions[i]), i);
            code.Call(form.Method);
        }

        public void CallFunction()
        {
            PushFunction(members.Types.ArgumentTypes(target.Method)[0]);
            code.Call(target.Method);
        }

        private void PushFunction(TypeReference taken)
        {
            members.PushReceiver(code, target, taken, () => code.Argument(0));
            for (var i = 0; i < target.Arguments.Count; i++)
                Push(() => code.Argument(offset + i), i);
        }

        /// <summary>What the function writes to is its own.</summary>
        private void Push(Action push, int argument)
        {
            push();
            if (ElementOf(target.Arguments[argument]) is { } element && form.WritesTo((target.PassesReceiver ? 1 : 0) + argument))
            {
                var copy = new GenericInstanceMethod(members.Runtime.Method("AutoDiff.Implementations.Sequences", "Copied"));
                copy.GenericArguments.Add(element);
                code.Call(copy);
            }
        }
    }
}
