using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Tells the trimmer's analysis what it cannot know. It takes a lambda for part of the one method that names it, to find what was said about warnings there;
/// generated code names lambdas of the program beside the method that they stand in, of which it would warn (IL2117).
/// </summary>
internal sealed class TrimmerAnalysis(TypeContext types, FrameworkTypes framework)
{
    private const string Name = "UnconditionalSuppressMessageAttribute";
    private const string Code = "IL2117";

    public void Declare()
    {
        var attributes = types.Module.Assembly.CustomAttributes;
        if (attributes.Any(a => a.AttributeType.Name == Name && a.ConstructorArguments.Any(c => c.Value as string == Code)))
            return;
        var constructor = new MethodReference(".ctor", types.Void, framework.Named("System.Diagnostics.CodeAnalysis", Name)) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(types.String));
        constructor.Parameters.Add(new ParameterDefinition(types.String));
        attributes.Add(new CustomAttribute(constructor)
        {
            ConstructorArguments = { Text("Trimming"), Text(Code) },
            Properties =
            {
                new CustomAttributeNamedArgument("Scope", Text("module")),
                new CustomAttributeNamedArgument("Justification", Text("Generated code calls the lambdas of the code that it was generated for.")),
            },
        });
    }

    private CustomAttributeArgument Text(string text) => new(types.String, text);
}
