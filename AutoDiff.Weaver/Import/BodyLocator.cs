using AutoDiff.Weaving.Diagnostics;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>Finds the IL of a method, or says why there is none to read.</summary>
internal static class BodyLocator
{
    /// <exception cref="UnsupportedConstructException">AD1002: the IL is not visible at build time; AD1003: the method has none.</exception>
    public static MethodDefinition Locate(MethodReference method)
    {
        var definition = Resolve(method);
        if (definition is null)
        {
            throw method.DeclaringType is ArrayType
                ? new UnsupportedConstructException("AD1003", null, "it has no IL (an array accessor of the runtime) and no rule. " + WayOut(method))
                : new UnsupportedConstructException("AD1002", null,
                    $"its IL is not visible at build time ('{method.DeclaringType.Scope?.Name}' could not be searched) and it has no rule. {WayOut(method)}");
        }
        if (IsUnreadable(definition))
            throw new UnsupportedConstructException("AD1002", null, Unreadable(definition) + " " + WayOut(method));
        if (!HasIL(definition))
            throw new UnsupportedConstructException("AD1003", null, $"it has no IL ({ReasonForNoBody(definition)}) and no rule. {WayOut(method)}");
        if (IsReferenceAssembly(definition.Module.Assembly))
            throw new UnsupportedConstructException("AD1002", null,
                $"its IL is not visible at build time ('{definition.Module.Assembly.Name.Name}' is a reference assembly) and it has no rule. {WayOut(method)}");
        return definition;
    }

    public static bool HasBody(MethodReference method) =>
        Resolve(method) is { } definition && HasIL(definition) && !IsReferenceAssembly(definition.Module.Assembly);

    private static MethodDefinition? Resolve(MethodReference method)
    {
        if (method.DeclaringType is ArrayType)
            return null;
        try
        {
            return method.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    /// <summary>There is IL, but it is no body: the assembly is damaged, or made to be run and not to be read.</summary>
    public static bool IsUnreadable(MethodDefinition definition)
    {
        if (!definition.HasBody)
            return false;
        try
        {
            return definition.Body.Instructions.Any(i => i is { OpCode.OperandType: not Mono.Cecil.Cil.OperandType.InlineNone, Operand: null });
        }
        catch (Exception error) when (IsOfReading(error))
        {
            return true;
        }
    }

    public static string Unreadable(MethodDefinition definition) =>
        $"the IL of '{UserNames.Of(definition)}' in the assembly '{definition.Module.Assembly.Name.Name}' cannot be read (it is damaged or obfuscated) and "
        + "there is no rule.";

    /// <summary>What goes wrong where bytes or tokens mean nothing; there is no type of its own for it.</summary>
    public static bool IsOfReading(Exception error) => error is not (UnsupportedConstructException or OutOfMemoryException or ThreadAbortException);

    // An extern method that the runtime fills in by an attribute (UnsafeAccessor) claims a body without instructions.
    private static bool HasIL(MethodDefinition definition) => definition.HasBody && !IsUnreadable(definition) && definition.Body.Instructions.Count > 0;

    // The bodies of a reference assembly are placeholders that throw.
    private static bool IsReferenceAssembly(AssemblyDefinition? assembly) =>
        assembly is { HasCustomAttributes: true }
        && assembly.CustomAttributes.Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.ReferenceAssemblyAttribute");

    private static string ReasonForNoBody(MethodDefinition definition) => definition switch
    {
        { IsPInvokeImpl: true } => "P/Invoke",
        { IsAbstract: true } => "abstract",
        { IsInternalCall: true } => "internal call",
        { IsRuntime: true } => "provided by the runtime",
        { HasBody: true } => "provided by the runtime",
        _ => "native code",
    };

    private static string WayOut(MethodReference method) =>
        $"Register one with [Pullback(typeof({UserNames.InTypeOf(method.DeclaringType)}), \"{method.Name}\")] or cut the derivative with WithoutDerivative(…).";
}
