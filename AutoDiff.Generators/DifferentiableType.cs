namespace AutoDiff.Generators;

/// <summary>What the text that is generated for a type depends on; compared by value, so that an edit elsewhere generates nothing.</summary>
/// <param name="FileName">The name of the generated file.</param>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="Declarations">The heads of the types around it and of itself, from the outermost: <c>partial struct Point&lt;T&gt;</c>.</param>
/// <param name="Self">The type with its type parameters.</param>
/// <param name="Accessibility">That of the tangent.</param>
/// <param name="Members">Its members that vary.</param>
internal sealed record DifferentiableType(
    string FileName, string Namespace, EquatableList<string> Declarations, string Self, string Accessibility, EquatableList<DifferentiableMember> Members)
{
    /// <summary>The type of the numbers that tangents are scaled by.</summary>
    public string Scalar => Members.Select(m => m.Scalar).Distinct().ToList() is [var only] ? only : "double";
}

/// <summary>A member that varies.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tangent">The type of its tangent.</param>
/// <param name="Scalar">The type of the numbers in it.</param>
/// <param name="IsNumber">It is a number; otherwise a type with a tangent of its own.</param>
internal sealed record DifferentiableMember(string Name, string Tangent, string Scalar, bool IsNumber);
