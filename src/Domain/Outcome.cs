using System.Diagnostics.CodeAnalysis;

namespace ShopSocially.Loyalty.Domain;

/// <summary>A no: its reason, and the parameters that are to blame, by their C# names.</summary>
public sealed record Refused(Refusal Reason, params IReadOnlyList<string> Parameters);

/// <summary>What an act comes to: a result, or a refusal that changed nothing.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;
    private readonly Refused? _refused;

    private Outcome(T? value, Refused? refused) => (_value, _refused) = (value, refused);

    /// <summary>True with the result, false with the reason why there is none.</summary>
    public bool Granted(
        [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refused? refused)
    {
        (value, refused) = (_value, _refused);
        return refused is null;
    }

    /// <summary>The same refusal, or the result as <paramref name="next"/> makes it.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) =>
        Granted(out var value, out var refused) ? next(value) : refused;

#pragma warning disable CA2225 // A result or a refusal is simply returned; named twins add nothing.
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refused refused) => new(default, refused);

    public static implicit operator Outcome<T>(Refusal reason) => new(default, new(reason));
#pragma warning restore CA2225
}
