using System.ComponentModel.DataAnnotations;
using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Operations;
using ShopSocially.Loyalty.Server.Http.Requests;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Table 4 of the reference: which transactions of the program are wanted.</summary>
public record TransactionsParameters<TSelf> : Request<TSelf>
    where TSelf : TransactionsParameters<TSelf>, new()
{
    [Required]
    [Means("The first day, in the program's time zone.", Example = "01/01/2020")]
    public DateOnly? FromDate { get; init; }

    [Required]
    [Means("The last day, in the program's time zone.", Example = "12/31/2099")]
    public DateOnly? ToDate { get; init; }

    [Means("Only these statuses, each exactly.", Example = "[\"approved\",\"auto_approved\"]")]
    public IReadOnlyList<PointsStatus>? PointsStatus { get; init; }

    [Means("How many to leave out at the start; 0 when absent.", Example = "0")]
    public long? StartIndex { get; init; }

    [WholeRange(1, 1000)]
    [Means("How many to answer; 10 when absent.", Example = "10")]
    public int? Count { get; init; }

    [Means("Only this kind.", Example = "award")]
    public TransactionType? TransactionType { get; init; }

    public TransactionFilter In(Calendar calendar) => new(
        new(
            calendar.StartOf(FromDate!.Value),
            calendar.EndOf(ToDate!.Value),
            StartIndex ?? 0,
            Count ?? 10),
        [.. (PointsStatus ?? []).Distinct()],
        TransactionType);
}

/// <summary>What Get all transactions asks for.</summary>
public sealed record AllTransactionsParameters : TransactionsParameters<AllTransactionsParameters>;

/// <summary>Table 9 of the reference: which transactions of a user are wanted.</summary>
public sealed record UserTransactionsParameters : TransactionsParameters<UserTransactionsParameters>
{
    [InPath]
    [Means("The member's e-mail; where none matches, its uid, then its user_id.",
        Example = "bob@example.com")]
    public string User { get; init; } = "";
}

/// <summary>Which transaction is wanted.</summary>
public sealed record GetTransactionParameters : Request<GetTransactionParameters>
{
    [InPath]
    [Means("The transaction's id, from the answer that made it.",
        Example = "56978ba28033724c8a28e9a0")]
    public string TransactionId { get; init; } = "";
}

/// <summary>Table 5 of the reference: where a transaction is to be moved.</summary>
public sealed record UpdateTransactionParameters : Request<UpdateTransactionParameters>
{
    [InPath]
    [Means("The transaction's id, from the answer that made it.",
        Example = "56978ba28033724c8a28e9a0")]
    public string TransactionId { get; init; } = "";

    [Required]
    [Means("The status to move to.", Example = "rejected")]
    public PointsStatus? PointsStatus { get; init; }
}

/// <summary>Transactions, listed, one by one, and moved by hand.</summary>
public static class Transactions
{
    public static async Task<IResult> List(
        Caller caller,
        AllTransactionsParameters asked,
        Reads reads,
        CancellationToken cancellation)
    {
        if (asked.ToDate < asked.FromDate)
        {
            return V2Answers.Refuse(Refusal.EndDateBeforeStartDate);
        }

        var partner = caller.Partner;
        return V2Answers.Data(await reads.Program(
            partner,
            caller.Now,
            session => new TransactionView(partner).Listed(
                session.Entries.List(partner.Number, asked.In(partner.Calendar))),
            cancellation));
    }

    public static async Task<IResult> ListOfUser(
        Caller caller,
        UserTransactionsParameters asked,
        Reads reads,
        CancellationToken cancellation)
    {
        if (asked.ToDate < asked.FromDate)
        {
            return V2Answers.Refuse(Refusal.EndDateBeforeStartDate);
        }

        var partner = caller.Partner;
        var answer = await reads.Member(
            (partner, Users.KeyOf(asked.User)),
            caller.Now,
            (session, user) => new TransactionView(partner).Listed(
                session.Entries.List(partner.Number, user, asked.In(partner.Calendar))),
            cancellation);
        return answer is null
            ? V2Answers.Refuse(Refusal.InvalidUser)
            : V2Answers.Data(answer);
    }

    public static async Task<IResult> Get(
        Caller caller,
        GetTransactionParameters asked,
        Reads reads,
        CancellationToken cancellation)
    {
        var entry = await reads.Member(
            (caller.Partner, UserKey.OfLine(asked.TransactionId)),
            caller.Now,
            (session, _) => session.Entries.Find(caller.Partner.Number, asked.TransactionId),
            cancellation);
        return entry is null
            ? V2Answers.Refuse(Refusal.InvalidTransactionId)
            : V2Answers.Data(TransactionAnswer.Of(entry, caller.Partner));
    }

    public static async Task<IResult> Put(
        Caller caller,
        UpdateTransactionParameters asked,
        UpdateTransaction updateTransaction,
        CancellationToken cancellation)
    {
        return await caller.Answer(
            () => updateTransaction.Run(
                caller.Partner, (asked.TransactionId, asked.PointsStatus!.Value), cancellation),
            entry => TransactionAnswer.Of(entry, caller.Partner));
    }
}
