using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>Refuses active structs that are not taken apart: nothing follows the numbers in them.</summary>
internal static class WholeStructs
{
    public static void Check(MethodIR method, Activity activity, TangentTypes tangents)
    {
        foreach (var instruction in method.Instructions)
        {
            var type = instruction switch
            {
                Extract extract when activity.IsVaried(extract) && activity.IsUseful(extract) => extract.Aggregate.Type,
                Insert insert when activity.IsVaried(insert) && activity.IsUseful(insert) => insert.Type,
                Load load when activity.IsVaried(load) && activity.IsUseful(load) => load.Type,
                _ => null,
            };
            if (type is null || !tangents.Types.IsStruct(type) || tangents.IsScalar(type) || tangents.SeparateOf(type) is not null
                || !tangents.Types.Shapes.Of(type).IsOpaque)
                continue;
            throw new UnsupportedConstructException(
                "AD1006", instruction.Location,
                $"a '{TypeNames.Display(type)}' that depends on the differentiation parameters is not taken apart, because {ReasonFor(type, tangents.Types)}");
        }
    }

    private static string ReasonFor(TypeReference type, TypeContext types) => types.Resolve(type) switch
    {
        null => "its definition cannot be found",
        var definition when StructShapes.IsFramework(definition.Module.Assembly) => "its fields are private to the framework",
        { IsExplicitLayout: true } => "its fields share bytes",
        { ClassSize: > 0 } => "its layout has a size of its own",
        var definition when definition.Fields.Any(f => f.FieldType is RequiredModifierType) => "it has a volatile field",
        _ => $"it has more than {StructShapes.MaxLeaves} fields, those of structs in it included. Keep the numbers in an array, or let it be a class",
    };
}
