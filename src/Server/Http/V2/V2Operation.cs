using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>
/// What an address of this door says of itself, in its errors and in its description.
/// </summary>
/// <param name="Name">The reference's name for it.</param>
/// <param name="Section">The reference's section.</param>
/// <param name="Request">The record of what it takes; null when it takes nothing.</param>
/// <param name="Refusals">The refusals it may answer, beside those that all may.</param>
public sealed record V2Operation(
    string Name, int Section, Type? Request, params IReadOnlyList<Refusal> Refusals)
{
    public required string Description { get; init; }

    /// <summary>The refusal that means an unknown id in the path: answered 404.</summary>
    public Refusal? UnknownInPath { get; init; }

    /// <summary>Another word than <c>missing parameters</c>, where the reference has one.</summary>
    public string? MissingReason { get; init; }
}
