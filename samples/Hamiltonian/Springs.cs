namespace Hamiltonian;

/// <summary>The parameters of the chain.</summary>
internal record struct Springs
{
    /// <summary>Gets or sets the force of a spring per length that it is stretched by.</summary>
    public double Stiffness { get; set; }

    /// <summary>Gets or sets what that grows by, per square of the length.</summary>
    public double Hardening { get; set; }

    /// <summary>Gets or sets the part of the momentum that is lost per time.</summary>
    public double Friction { get; set; }
}
