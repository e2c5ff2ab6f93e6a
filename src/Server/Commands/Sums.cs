using System.Security.Cryptography;
using System.Text;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;

namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>
/// What programs come to, each and all together, in words that are the same wherever they are kept.
/// </summary>
internal sealed class Sums
{
    private readonly List<ProgramSum> _sums = [];

    /// <summary>Takes a program's, and says it.</summary>
    public string Take(ProgramSum sum)
    {
        _sums.Add(sum);
        return Words(sum);
    }

    public static string Words(ProgramSum sum) => sum.End is not { } end
        ? $"program {sum.PartnerId}: its rows cannot be read"
        : $"program {sum.PartnerId}: "
            + Words((end.Members, end.Transactions), sum.Points, end.Digest);

    /// <summary>All together; null where there is but one, or not all can be read.</summary>
    /// <remarks>The digest is that of the programs' ids and digests, a line each, by id.</remarks>
    public string? Together()
    {
        if (_sums.Count < 2 || _sums.Exists(sum => sum.End is null))
        {
            return null;
        }

        var points = _sums.Aggregate(Balance.Nothing, (all, sum) => new(
            all.AvailablePoints + sum.Points.AvailablePoints,
            all.PendingPoints + sum.Points.PendingPoints,
            all.RedeemedPoints + sum.Points.RedeemedPoints,
            all.Debt + sum.Points.Debt));
        var digests = string.Concat(_sums
            .OrderBy(sum => sum.PartnerId, StringComparer.Ordinal)
            .Select(sum => $"{sum.PartnerId} {sum.End!.Digest}\n"));
        var counts = (_sums.Sum(sum => sum.End!.Members), _sums.Sum(sum => sum.End!.Transactions));
        return "all programs: " + Words(
            counts,
            points,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digests))));
    }

    private static string Words(
        (long Members, long Transactions) counts, Balance points, string digest) =>
        $"{VerifyCommand.Count(counts.Members, "member")}, "
        + $"{VerifyCommand.Count(counts.Transactions, "transaction")}; points: "
        + $"{points.AvailablePoints} available, {points.PendingPoints} pending, "
        + $"{points.RedeemedPoints} redeemed, {points.Debt} owed; digest {digest}";
}
