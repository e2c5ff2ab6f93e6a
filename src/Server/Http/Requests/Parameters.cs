namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>One value of a parameter, as it was found.</summary>
/// <param name="Text">Trimmed; null when it cannot be read: nested, or no valid UTF-8.</param>
/// <param name="IsFormEncoded">Whether a blank in it may have been a plus.</param>
public readonly record struct ParameterValue(string? Text, bool IsFormEncoded);

/// <summary>
/// A request's parameters, from wherever the client put them: one place is the body, another the
/// query. Names are compared without case (shopsocially-v2.md, section 1.3).
/// </summary>
/// <param name="elsewhere">How many the request has in another place.</param>
public sealed class Parameters(int elsewhere = 0)
{
    /// <summary>How many a request may have.</summary>
    public const int Most = 1000;

    private Dictionary<string, List<ParameterValue>>? _values;

    private int _count = elsewhere;

    /// <summary>How many the request has, here and elsewhere.</summary>
    public int Count => _count;

    /// <summary>Whether the request has more parameters than it may.</summary>
    public bool IsTooMany => _count > Most;

    /// <summary>Whether a name was no valid UTF-8: nobody can say what it meant.</summary>
    public bool HasUnreadableName { get; set; }

    /// <summary>Whether the place can be used as a whole.</summary>
    public bool IsSound => !IsTooMany && !HasUnreadableName;

    /// <summary>Every name and its values, in the order of the names.</summary>
    public IEnumerable<string?> All =>
        from named in _values ?? []
        orderby named.Key.ToUpperInvariant()
        from text in named.Value.Select(value => value.Text).Prepend(named.Key.ToUpperInvariant())
        select text;

    /// <summary>Adds a value under a name; empty ones mean 'not given' and are left out.</summary>
    /// <param name="name">Trimmed here.</param>
    /// <param name="value">Cleaned here.</param>
    /// <param name="isFurtherItem">
    /// Whether it is a list's second item or a later one: a list is one parameter.
    /// </param>
    public void Add(string name, ParameterValue value, bool isFurtherItem = false)
    {
        _count += isFurtherItem ? 0 : 1;
        if (IsTooMany)
        {
            return;
        }

        var text = value.Text is null ? null : Clean(value.Text);
        if (text?.Length == 0)
        {
            return;
        }

        name = name.Trim();
        _values ??= new(StringComparer.OrdinalIgnoreCase);
        if (!_values.TryGetValue(name, out var values))
        {
            _values[name] = values = new(1);
        }

        values.Add(value with { Text = text });
    }

    /// <summary>The values under the first of some names that has any; empty for none.</summary>
    public IReadOnlyList<ParameterValue> Find(ReadOnlySpan<string> names)
    {
        if (_values is null)
        {
            return [];
        }

        foreach (var name in names)
        {
            if (_values.TryGetValue(name, out var values))
            {
                return values;
            }
        }

        return [];
    }

    /// <summary>
    /// Trims, and drops one trailing comma: both stand in copied curl lines of the reference, as
    /// does a bare pair of quotes for 'nothing'.
    /// </summary>
    private static string Clean(string text)
    {
        text = Blanks.Trim(text);
        text = text.EndsWith(',') ? Blanks.Trim(text[..^1]) : text;
        return text is "''" or "\"\"" or "‘’" or "“”" ? "" : text;
    }
}
