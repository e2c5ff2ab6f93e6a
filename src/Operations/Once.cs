using ShopSocially.Loyalty.Domain;
using ShopSocially.Loyalty.Storage;

namespace ShopSocially.Loyalty.Operations;

/// <summary>
/// An act that a client has given a key, so that however often it asks for it, it is done once: the
/// answer is written down in the transaction of the act itself.
/// </summary>
/// <param name="key">Of this act among all of its program's.</param>
/// <param name="fingerprint">Tells whether another call is the same.</param>
public sealed class Once(string key, string fingerprint)
{
    // Between whoever shows an answer and the transaction lies the act, which knows of neither.
    private static readonly AsyncLocal<Once?> _current = new();

    private Func<object?, string?> _show = _ => null;

    /// <summary>What has been written down; null where the act was refused.</summary>
    public string? Answer { get; private set; }

    /// <summary>The one for which this call runs; null where the client has given no key.</summary>
    internal static Once? Current => _current.Value;

    /// <summary>Runs an act, and has its answer written down with it.</summary>
    /// <param name="act">The act.</param>
    /// <param name="show">Makes the answer of the result; outside of any request's thread.</param>
    public async Task<Outcome<T>> Run<T>(Func<Task<Outcome<T>>> act, Func<T, string> show)
    {
        _show = result => result is T made ? show(made) : null;
        _current.Value = this;
        return await act();
    }

    /// <summary>Writes down the answer to what has been granted.</summary>
    internal Outcome<T> Keep<T>(
        (Session Session, Partner Partner) of, DateTimeOffset now, Outcome<T> outcome)
    {
        if (!outcome.Granted(out var made, out _) || _show(made) is not { } answer
            || Planted.Bug is PlantedBug.KeysForgotten)
        {
            return outcome;
        }

        Answer = answer;
        return of.Session.Replays.Add(of.Partner.Number, new(key, fingerprint, answer, now))
            ? outcome
            : Refusal.IdempotencyKeyInUse;
    }
}
