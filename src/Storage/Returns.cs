using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Storage;

/// <summary>The table of what returns took back of which award.</summary>
public sealed class Returns
{
    private readonly Session _session;

    internal Returns(Session session) => _session = session;

    private const string AddSql =
        """
        INSERT INTO returns (partner_id, transaction_id, award_id, amount, points)
        VALUES (@PartnerId, @TransactionId, @AwardId, @Amount, @Points)
        """;

    public void Add(string partnerId, string transactionId, Return part) =>
        _session.Run(
            AddSql, part, new { PartnerId = partnerId, TransactionId = transactionId });

    private const string ListSql =
        """
        SELECT award_id, amount, points
        FROM returns
        WHERE partner_id = @PartnerId AND transaction_id = @TransactionId
        ORDER BY award_id
        LIMIT 10000
        """;

    /// <summary>What one return's deduct took back, by award.</summary>
    public IReadOnlyList<Return> List(string partnerId, string transactionId) =>
        [.. _session.Rows<Return>(
            ListSql, new { PartnerId = partnerId, TransactionId = transactionId })];

    private const string ClearSql =
        """
        DELETE FROM returns
        WHERE partner_id = @PartnerId
        """;

    public void Clear(string partnerId) => _session.Run(ClearSql, new { PartnerId = partnerId });
}
