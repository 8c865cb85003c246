using Mono.Cecil;

namespace AutoDiff.Weaving.Accounts;

/// <summary>Is told what was decided about each derivative that was made. Whoever decides hands in what is known there, and asks nothing back.</summary>
internal interface IAccounts
{
    void Add(DerivativeAccount account);

    /// <summary>A derivative is given up: what it called is derived again.</summary>
    void Drop(MethodDefinition made);
}
