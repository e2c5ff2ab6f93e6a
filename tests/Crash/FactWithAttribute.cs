using System.Reflection;
using Xunit;

namespace ShopSocially.Loyalty.Crash;

/// <summary>A fact left out, with the reason, where the machine lacks what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithAttribute : FactAttribute
{
    private const string Missing = nameof(Missing);

    /// <param name="need">A type that tells why there is none of it.</param>
    public FactWithAttribute(Type need)
    {
        Need = need;
        var missing = (string?)need
            .GetProperty(Missing, BindingFlags.Public | BindingFlags.Static)!.GetValue(null);
        Skip = missing is null ? null : $"It needs {need.Name}, and here: {missing}";
    }

    public Type Need { get; }
}
