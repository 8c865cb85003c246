using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// Reads a method body as IR. The method may be an instantiation and may live in any assembly: all references in the result are valid
/// in the module being woven and closed over the generic arguments. The body is only read.
/// </summary>
internal static class MethodImporter
{
    // Slot types only ever widen, a step or two at most; this bound is never met.
    private const int Attempts = 16;

    /// <summary>Reads a body as it is.</summary>
    public static MethodIR Import(TypeContext types, MethodReference method) => ImportWith(types, method, null);

    /// <exception cref="UnsupportedConstructException">
    /// AD1002 or AD1003: there is no body to read; AD1006: the body holds something that the IR cannot express.
    /// </exception>
    /// <param name="types">The type system.</param>
    /// <param name="method">The method.</param>
    /// <param name="substitutions">What to read in place of framework types and methods; null to read the body as it is.</param>
    public static MethodIR ImportWith(TypeContext types, MethodReference method, Substitutions? substitutions)
    {
        var definition = BodyLocator.Locate(method);
        var widened = new Dictionary<(int Block, int Depth), TypeReference>();
        MethodTranslation? translation = null;
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var operands = OperandsFor(types, method, substitutions);
                var ir = Signature(types, method, definition, operands);
                translation = new MethodTranslation(ir, definition, operands, widened);
                if (translation.Run())
                {
                    if (substitutions is not null)
                    {
                        ComplexNumbers.Run(ir);
                        new FixedBuffers(ir, substitutions.Rows).Run();
                        new LocalSpans(ir, substitutions.Models).Run();
                        new InlineArrays(ir, substitutions.Models, substitutions.Rows).Run();
                    }
                    return ir;
                }
            }
            throw new MalformedBodyException("the types on the evaluation stack do not settle") { IsDamage = true };
        }
        catch (MalformedBodyException e)
        {
            var location = translation?.LocationOf(e.Index ?? translation.Position) ?? new SourceLocation(definition, 0, null);
            if (e.IsDamage && definition.Module != types.Module)
                throw new UnsupportedConstructException("AD1002", location, BodyLocator.Unreadable(definition));
            throw new UnsupportedConstructException("AD1006", location, e.Message);
        }
        catch (AssemblyResolutionException e)
        {
            var location = translation?.LocationOf(translation.Position) ?? new SourceLocation(definition, 0, null);
            throw new UnsupportedConstructException("AD1006", location, $"the assembly '{e.AssemblyReference.Name}', which it refers to, cannot be found");
        }
        catch (Exception error)
            when (definition.Module != types.Module && definition.Module.Assembly.Name.Name != "AutoDiff.Runtime" && BodyLocator.IsOfReading(error))
        {
            // Bodies of the module being woven come from a compiler: what goes wrong there is a defect of the weaver.
            throw new UnsupportedConstructException("AD1002", new SourceLocation(definition, 0, null), BodyLocator.Unreadable(definition));
        }
    }

    private static Operands OperandsFor(TypeContext types, MethodReference method, Substitutions? substitutions) =>
        new(types, method.DeclaringType as GenericInstanceType, method as GenericInstanceMethod, substitutions);

    private static MethodIR Signature(TypeContext types, MethodReference method, MethodDefinition definition, Operands operands)
    {
        TypeReference Closed(TypeReference type) => TypeContext.WithoutModifiers(operands.Type(type));
        var ir = new MethodIR(types, $"{definition.DeclaringType.FullName}.{definition.Name}", Closed(definition.ReturnType)) { Origin = method };
        if (definition.HasThis)
        {
            var self = operands.Type(method.DeclaringType as GenericInstanceType ?? Self(operands, definition.DeclaringType));
            ir.AddParameter(definition.DeclaringType.IsValueType ? new ByReferenceType(self) : self, "this");
        }
        foreach (var parameter in definition.Parameters)
            ir.AddParameter(Closed(parameter.ParameterType), string.IsNullOrEmpty(parameter.Name) ? $"arg{parameter.Index}" : parameter.Name);
        return ir;
    }

    // Inside a generic definition its own type is the one over its own parameters.
    private static TypeReference Self(Operands operands, TypeDefinition declaring)
    {
        var imported = operands.Type(declaring);
        if (!declaring.HasGenericParameters)
            return imported;
        var self = new GenericInstanceType(imported);
        foreach (var parameter in declaring.GenericParameters)
            self.GenericArguments.Add(parameter);
        return self;
    }
}
