using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>Other names under which real clients send a parameter.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AliasesAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}

/// <summary>
/// A parameter that must be there where a record <see cref="ICreates"/>, and may be where it
/// changes something.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredToCreateAttribute : Attribute;

#pragma warning disable CA1040 // A mark is all it is.
/// <summary>Marks the request records that create something.</summary>
public interface ICreates;
#pragma warning restore CA1040

/// <summary>Other words for an enum's values, each as <c>said=meant</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AlsoSaidAttribute(params string[] words) : Attribute
{
    public IReadOnlyDictionary<string, string> Words { get; } = words
        .Select(word => word.Split('='))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
}

/// <summary>A parameter that stands in the path, under its own name in the route.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InPathAttribute : Attribute;

/// <summary>The forms in which a date may be written; <c>MM/dd/yyyy</c> without this.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateFormsAttribute(params string[] forms) : Attribute
{
    public IReadOnlyList<string> Forms { get; } = forms;
}

/// <summary>What a parameter means, and a value of it that works with the demo program.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MeansAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    public string? Example { get; init; }
}

/// <summary>A text of limited length without control characters.</summary>
/// <param name="longest">The most UTF-16 code units.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextAttribute(int longest) : StringLengthAttribute(longest)
{
    /// <summary>Names and ids.</summary>
    public const int Short = 128;

    /// <summary>Descriptions, conditions, addresses of pages.</summary>
    public const int Long = 4000;

    /// <summary>Whether tabs and line ends are let through.</summary>
    public bool HasLines { get; init; }

    public override bool IsValid(object? value) =>
        base.IsValid(value) && !HasRefused(value as string);

    private bool HasRefused(string? text)
    {
        foreach (var c in text.AsSpan())
        {
            if (char.IsControl(c) && !(HasLines && c is '\t' or '\r' or '\n'))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A whole number within bounds, both inclusive.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeRangeAttribute(long least, long most) : ValidationAttribute
{
    public long Least { get; } = least;

    public long Most { get; } = most;

    public override bool IsValid(object? value) => value switch
    {
        long number => number >= Least && number <= Most,
        int number => number >= Least && number <= Most,
        _ => true,
    };
}

/// <summary>A decimal within bounds that are compared as decimals.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DecimalRangeAttribute(string least, string most) : ValidationAttribute
{
    public decimal Least { get; } = decimal.Parse(least, CultureInfo.InvariantCulture);

    public decimal Most { get; } = decimal.Parse(most, CultureInfo.InvariantCulture);

    /// <summary>Whether the lower bound itself is refused.</summary>
    public bool IsAboveLeast { get; init; }

    public override bool IsValid(object? value) => value is not decimal number
        || (number <= Most && (IsAboveLeast ? number > Least : number >= Least));
}

/// <summary>Each item of a list is a text of limited length without control characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachTextAttribute(int longest) : ValidationAttribute
{
    private readonly TextAttribute _each = new(longest);

    /// <summary>The most UTF-16 code units of an item.</summary>
    public int Longest => _each.MaximumLength;

    public override bool IsValid(object? value) =>
        (value as IEnumerable<string>)?.All(_each.IsValid) != false;
}

/// <summary>Words that an id may not be, since they mean something else.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExceptAttribute(params string[] words) : ValidationAttribute
{
    public override bool IsValid(object? value) => !words.Contains(value as string);
}
