using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>
/// Refuses what would lose the derivative of a type whose tangent is another type: the reading of a field that the tangent has no number for, and, where the
/// tangent has numbers that belong to no field, everything but handing values on and calls that rules know.
/// </summary>
internal static class UntrackedFields
{
    public static void Check(MethodIR method, Activity activity, TangentTypes tangents)
    {
        // Where a value of a type that is not taken apart is in memory, its fields are read there.
        var inMemory = new HashSet<string>(method.Instructions.OfType<Store>().Where(s => IsWhole(s.StoredType, tangents) && activity.IsVaried(s.Content))
            .Select(s => s.StoredType.FullName));
        foreach (var instruction in method.Instructions)
        {
            switch (instruction)
            {
                case Extract extract when tangents.IsUntracked(extract.Field) && activity.IsVaried(extract.Aggregate)
                    && (activity.IsUseful(extract) || tangents.HasReferences(extract.Type)):
                    throw Read(extract, extract.Field, tangents);
                case Load load when activity.IsUseful(load) && FieldIn(load.Address, tangents) is { } field && (activity.IsVaried(load)
                    || (tangents.HasReferences(load.Type) && activity.LeadsToActive(load)) || inMemory.Contains(field.DeclaringType.FullName)):
                    throw Read(load, field, tangents);
                case Store { Address: var address } store when activity.IsVaried(store.Content) && FieldIn(address, tangents) is { } field:
                    if (IsWhole(field.DeclaringType, tangents))
                        throw Made(store, field.DeclaringType, tangents);
                    if (tangents.SeparateOf(field.DeclaringType) is null)
                        throw Held(store, field, tangents);
                    break;
            }
        }
        foreach (var instruction in method.Instructions)
        {
            switch (instruction)
            {
                case Load load when IsWhole(load.Type, tangents) && activity.IsActive(load):
                case Store store when IsWhole(store.StoredType, tangents) && activity.IsVaried(store.Content):
                    throw new UnsupportedConstructException(
                        "AD1013", instruction.Location,
                        $"a '{TypeNames.Display(instruction is Store s ? s.StoredType : instruction.Type)}' that depends on the differentiation parameters "
                        + "is kept in memory, where there is no room for its tangent. Keep it in a local variable or pass it by value");
                case Insert insert
                    when activity.IsActive(insert) && (IsWhole(insert.Type, tangents) || tangents.IsUntracked(insert.Field)) && activity.IsVaried(insert.Item):
                    if (IsWhole(insert.Type, tangents))
                        throw Made(insert, insert.Type, tangents);
                    if (tangents.SeparateOf(insert.Field.DeclaringType) is null)
                        throw Held(insert, insert.Field, tangents);
                    break;
                case NewObject made when IsWhole(made.Type, tangents) && activity.IsActive(made):
                    throw Made(made, made.Type, tangents);
            }
        }
    }

    private static bool IsWhole(TypeReference type, TangentTypes tangents) => tangents.SeparateOf(type) is { Counterparts: null };

    private static FieldReference? FieldIn(Value address, TangentTypes tangents) => address switch
    {
        FieldAddress field when tangents.IsUntracked(field.Field) => field.Field,
        FieldAddress field => FieldIn(field.Target, tangents),
        _ => null,
    };

    private static UnsupportedConstructException Read(Instruction instruction, FieldReference field, TangentTypes tangents)
    {
        if (tangents.SeparateOf(field.DeclaringType) is not { } separate)
            return Held(instruction, field, tangents);
        var (name, type) = (Name(field), TypeNames.Display(field.DeclaringType));
        return new(
            "AD1013", instruction.Location,
            $"'{name}' of '{type}' has no counterpart in its tangent, '{TypeNames.Display(separate.Tangent)}'. Give the tangent a field '{name}', mark it "
            + "[NoDerivative], "
            + $"or read it through a property or method of '{type}' that has a rule");
    }

    private static UnsupportedConstructException Held(Instruction instruction, FieldReference field, TangentTypes tangents)
    {
        var type = tangents.Types.FieldType(field);
        return new(
            "AD1013", instruction.Location,
            $"the tangent of '{Name(field)}', '{TypeNames.Display(tangents.TangentOf(type))}', does not fit into "
            + $"'{TypeNames.Display(field.DeclaringType)}', which is its own tangent");
    }

    private static UnsupportedConstructException Made(Instruction instruction, TypeReference type, TangentTypes tangents) => new(
        "AD1013", instruction.Location,
        $"a '{TypeNames.Display(type)}' is made of its parts, but its tangent, '{TypeNames.Display(tangents.TangentOf(type))}', is not. Give the "
        + "constructor or method that makes it a rule");

    private static string Name(FieldReference field) =>
        field.Name.StartsWith("<", StringComparison.Ordinal) && field.Name.IndexOf('>') is > 0 and var end ? field.Name.Substring(1, end - 1) : field.Name;
}
