using Mono.Cecil;

namespace AutoDiff.Tests.Supported;

/// <summary>A call of a member of the framework with numbers that vary, after which what it was given matters.</summary>
internal static class SampleCall
{
    /// <summary>What the statements of all calls find.</summary>
    public const string Given = "double[] row = [x, 2 * x, 3 * x];";

    private const string Row = "row";

    private static readonly Dictionary<string, (string Make, string Read)> s_receivers = new()
    {
        ["System.Double"] = ("x", "0"),
        ["System.Single"] = ("(float)x", "0"),
        ["System.Numerics.Complex"] = ("new System.Numerics.Complex(x, 1)", "0"),
        ["System.Collections.Generic.List`1"] = ("new System.Collections.Generic.List<double> { x, 2 * x }", "that.Count > 0 ? that[0] : 1"),
        ["System.Collections.Generic.Stack`1"] = ("new System.Collections.Generic.Stack<double>(row)", "that.Count > 0 ? that.Peek() : 1"),
        ["System.Collections.Generic.Queue`1"] = ("new System.Collections.Generic.Queue<double>(row)", "that.Count > 0 ? that.Peek() : 1"),
        ["System.Collections.Generic.Dictionary`2"] =
            ("new System.Collections.Generic.Dictionary<int, double> { [1] = x }", "that.TryGetValue(1, out var v) ? v : 1"),
        ["System.Collections.Generic.SortedDictionary`2"] =
            ("new System.Collections.Generic.SortedDictionary<int, double> { [1] = x }", "that.TryGetValue(1, out var v) ? v : 1"),
        ["System.Collections.Generic.SortedList`2"] =
            ("new System.Collections.Generic.SortedList<int, double> { [1] = x }", "that.TryGetValue(1, out var v) ? v : 1"),
        ["System.Array"] = (Row, "row[0]"),
    };

    /// <summary>The statements, or null where none can be made up that say anything about the member.</summary>
    public static string? Of(FrameworkMember member)
    {
        var method = member.Method;
        var type = method.DeclaringType;
        if (method.IsConstructor || method.IsSpecialName && !method.IsGetter || type.DeclaringType is not null
            || (type.HasGenericParameters && !s_receivers.ContainsKey(type.FullName)) || (!method.HasThis && type.HasGenericParameters))
            return null;
        List<string?> arguments = [.. method.Parameters.Select(Argument)];
        if (arguments.Contains(null) || (!method.HasThis && arguments.Count == 0))
            return null;
        var receiver = s_receivers.GetValueOrDefault(type.FullName);
        if (method.HasThis && receiver.Make is null)
            return null;
        var target = method.HasThis ? "that" : "global::" + type.FullName;
        var generic = method.HasGenericParameters ? "<double>" : "";
        var call = method.IsGetter
            ? arguments.Count > 0 ? $"{target}[{string.Join(", ", arguments)}]" : $"{target}.{member.Name}"
            : $"{target}.{method.Name}{generic}({string.Join(", ", arguments)})";
        if (Used(method.ReturnType) is not { } used)
            return null;
        var touchesMemory = (method.HasThis && receiver.Read != "0") || arguments.Any(a => a!.Contains(Row, StringComparison.Ordinal));
        if (used.Length == 0 && !touchesMemory)
            return null;
        var made = method.HasThis ? $"var that = {receiver.Make}; " : "";
        var result = method.ReturnType.MetadataType == MetadataType.Void ? $"{call};" : $"var result = {call};";
        var read = method.HasThis ? $" + ({receiver.Read})" : "";
        return $"{made}{result} return x * ({(used.Length == 0 ? "0" : used)} + row[0] + row[1]{read});";
    }

    private static string? Argument(ParameterDefinition parameter) => parameter.ParameterType switch
    {
        _ when parameter.IsOut => null,
        GenericParameter { Name: "TKey" } => "1",
        GenericParameter { HasConstraints: false } => "x",
        ArrayType { ElementType: GenericParameter or { MetadataType: MetadataType.Double } } => Row,
        GenericInstanceType { Name: "Span`1", GenericArguments: [GenericParameter] } => "row.AsSpan()",
        GenericInstanceType { Name: "ReadOnlySpan`1", GenericArguments: [GenericParameter] } => "(System.ReadOnlySpan<double>)row",
        GenericInstanceType { Name: "IEnumerable`1", GenericArguments: [GenericParameter] } => Row,
        { MetadataType: MetadataType.Double } => "x",
        { MetadataType: MetadataType.Single } => "(float)x",
        { MetadataType: MetadataType.Int32 } => "1",
        { MetadataType: MetadataType.Boolean } => "true",
        { FullName: "System.MidpointRounding" } => "System.MidpointRounding.ToEven",
        { FullName: "System.Array" } => Row,
        { FullName: "System.Numerics.Complex" } => "new System.Numerics.Complex(x, 1)",
        _ => null,
    };

    /// <summary>The number that a result holds; empty where it holds none, null where that is not known here.</summary>
    private static string? Used(TypeReference type) => type switch
    {
        GenericParameter or { MetadataType: MetadataType.Double or MetadataType.Single } => "result",
        ArrayType { ElementType: GenericParameter } => "result[0]",
        { FullName: "System.Numerics.Complex" } => "result.Real",
        { MetadataType: MetadataType.Void } or { IsPrimitive: true } => "",
        { FullName: "System.String" } => "",
        _ => null,
    };
}
