using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>What the compilers of C# and Visual Basic make, by the names that they give: no program can have such names.</summary>
internal static class CompilerMade
{
    /// <summary>A class of lambdas, of the variables that they capture, or of the delegates that are made of them once.</summary>
    public static bool IsOfLambdas(TypeReference type) => IsSpecial(type.Name) || type.Name.StartsWith("_Closure$__", StringComparison.Ordinal);

    /// <summary>A class of the variables that lambdas capture.</summary>
    public static bool IsClosure(TypeReference type) =>
        type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal) || type.Name.StartsWith("_Closure$__", StringComparison.Ordinal);

    /// <summary>The field in which an object with captured variables keeps a delegate that is made in a loop.</summary>
    public static bool IsCacheOfClosure(FieldReference field) => IsClosure(field.DeclaringType)
        && (field.Name.StartsWith("<>9__", StringComparison.Ordinal) || field.Name.StartsWith("$I", StringComparison.Ordinal));

    /// <summary>The class of the one object that lambdas are methods of which capture nothing.</summary>
    public static bool IsOfLambdasWithoutVariables(TypeReference type) =>
        (type.Name.StartsWith("<>c", StringComparison.Ordinal) && !IsClosure(type)) || type.Name.Split('`')[0] == "_Closure$__";

    /// <summary>A lambda or local function.</summary>
    public static bool IsLambda(MethodReference method) => IsSpecial(method.Name) || method.Name.StartsWith("_Lambda$__", StringComparison.Ordinal);

    /// <summary>The class of an iterator.</summary>
    public static bool IsIterator(TypeDefinition type) =>
        (IsSpecial(type.Name) || type.Name.StartsWith("VB$StateMachine_", StringComparison.Ordinal))
            && type.Interfaces.Any(i => i.InterfaceType.FullName == "System.Collections.IEnumerator");

    private static bool IsSpecial(string name) => name.StartsWith("<", StringComparison.Ordinal);
}
