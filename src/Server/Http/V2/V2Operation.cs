using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Server.Http.Requests;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>
/// What an address of this door says of itself, in its errors and in its description.
/// </summary>
/// <param name="Name">The reference's name for it.</param>
/// <param name="Section">The reference's section; 0 for what the reference does not have.</param>
/// <param name="Request">The record of what it takes.</param>
/// <param name="Refusals">The refusals it may answer, beside those that follow from this.</param>
public sealed record V2Operation(
    string Name, int Section, Type Request, params IReadOnlyList<Refusal> Refusals)
{
    public required string Description { get; init; }

    /// <summary>The refusal that means an unknown id in the path: answered 404.</summary>
    public Refusal? UnknownInPath { get; init; }

    /// <summary>Another word than <c>missing parameters</c>, where the reference has one.</summary>
    public string? MissingReason { get; init; }

    /// <summary>Whether it changes nothing: the reference calls what does so 'Get …'.</summary>
    public bool IsReading => Name.StartsWith("Get ", StringComparison.Ordinal);

    /// <summary>The name in programs: <c>award_points</c>.</summary>
    public string Id => V2Json.Name(Name);

    public IReadOnlyList<RequestProperty> Properties => RequestShape.Of(Request).Properties;

    /// <summary>Every refusal that it may answer, in order of precedence.</summary>
    public IReadOnlyList<Refusal> AllRefusals =>
        [.. Always().Concat(Refusals).Concat(UnknownInPath is { } id ? [id] : []).Order()];

    /// <summary>Every status but 200 that it may answer.</summary>
    public IReadOnlyList<int> ErrorStatuses =>
    [
        .. AllRefusals.Select(refusal => Say(refusal).Status)
            .Append(StatusCodes.Status413PayloadTooLarge)
            .Append(StatusCodes.Status414UriTooLong)
            .Append(StatusCodes.Status415UnsupportedMediaType)
            .Append(StatusCodes.Status500InternalServerError)
            .Distinct().Order(),
    ];

    /// <summary>The words for a refusal, as this operation says them.</summary>
    public V2No Say(Refusal refusal)
    {
        var no = V2Words.Of(refusal);
        return refusal == UnknownInPath ? no with { Status = StatusCodes.Status404NotFound }
            : refusal == Refusal.MissingParameters ? no with { Reason = MissingReason ?? no.Reason }
            : no;
    }

    /// <summary>What any call may meet before its operation begins.</summary>
    private IEnumerable<Refusal> Always()
    {
        yield return Refusal.AuthenticationMissing;
        yield return Refusal.AuthenticationFailure;
        yield return Refusal.RateLimitExceeded;
        if (!IsReading)
        {
            yield return Refusal.IdempotencyKeyInUse;
            yield return Refusal.IdempotencyKeyReused;
            yield return Refusal.ServerBusy;
        }

        if (Properties.Any(property => property.IsRequired))
        {
            yield return Refusal.MissingParameters;
        }

        if (Properties.Any(property => property.ValueType == typeof(DateOnly)))
        {
            yield return Refusal.UnexpectedDateFormat;
        }

        // Even where nothing is asked for, a body or a query can be past reading.
        yield return Refusal.InvalidParameters;
    }
}
