using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// The functions of F#, which are objects of classes below <c>FSharpFunc</c>: a class for each function that is used as a value. Of those in other assemblies,
/// only what the module leads to makes any: no others can be met, as with delegates.
/// </summary>
internal sealed class FunctionObjects(TypeContext types)
{
    private const string Base = "Microsoft.FSharp.Core.FSharpFunc`2";

    /// <summary>Whether objects of a class are functions.</summary>
    public static bool Is(TypeContext types, TypeReference type)
    {
        for (var current = type is ArrayType or GenericParameter ? null : types.Resolve(type); current is not null;
            current = current.BaseType is { } parent ? types.Resolve(parent) : null)
        {
            if (current.FullName == Base)
                return true;
        }
        return false;
    }

    /// <summary>Whether no object of this class can be met: a function of another assembly that nothing makes which the module leads to.</summary>
    public bool IsOutOfReach(TypeDefinition type) =>
        Is(types, type) && types.ClassesInReach.IsOutOfReach(type);

    /// <summary>
    /// What makes the object in a static field, where that is the one function of a class that captures nothing: one such object is as good as another. Null
    /// for any other field.
    /// </summary>
    public MethodReference? ConstructorOfSingle(FieldReference field)
    {
        if (types.Resolve(field.DeclaringType) is not { IsSealed: true } declaring || types.Resolve(field.FieldType) != declaring
            || !Is(types, declaring)
            || declaring.Fields.FirstOrDefault(f => f.Name == field.Name) is not { IsStatic: true }
            || declaring.Fields.Any(f => !f.IsStatic))
            return null;
        var constructor = declaring.Methods.FirstOrDefault(m => m is { IsConstructor: true, IsStatic: false, Parameters.Count: 0 });
        return constructor is null || declaring.Methods.Count(m => m.IsConstructor && !m.IsStatic) != 1
            ? null
            : new MethodReference(".ctor", types.Void, types.Import(field.DeclaringType)) { HasThis = true };
    }
}
