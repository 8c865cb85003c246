using Mono.Cecil;

namespace AutoDiff.Weaving.Accounts;

/// <summary>Keeps accounts in the order in which the derivatives were made.</summary>
internal sealed class AccountBook : IAccounts
{
    private readonly List<DerivativeAccount> accounts = [];

    public IReadOnlyList<DerivativeAccount> All => accounts;

    public void Add(DerivativeAccount account) => accounts.Add(account);

    public void Drop(MethodDefinition made) => accounts.RemoveAll(a => a.Made.Contains(made));
}
