using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>How one property of a request record is found, read and described.</summary>
public sealed class RequestProperty
{
    private readonly Func<ParameterValue, object?> _convert;
    private readonly IReadOnlyList<string> _names;

    public RequestProperty(PropertyInfo property)
    {
        Property = property;
        Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        Aliases = Rule<AliasesAttribute>()?.Names ?? [];
        _names = [Name, .. Aliases];
        var creates = property.ReflectedType!.IsAssignableTo(typeof(ICreates));
        var isOfCreation = Rule<RequiredToCreateAttribute>() is not null;
        IsRequired = Rule<RequiredAttribute>() is not null || (isOfCreation && creates);
        Example = isOfCreation && !creates ? null : Rule<MeansAttribute>()?.Example;
        IsInPath = Rule<InPathAttribute>() is not null;
        IsList = property.PropertyType.IsGenericType
            && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        ValueType = IsList ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
        ValueType = Nullable.GetUnderlyingType(ValueType) ?? ValueType;
        DateForms = Rule<DateFormsAttribute>()?.Forms ?? Conversions.PlainDate;
        _convert = Converter();
    }

    public PropertyInfo Property { get; }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>Other names that are taken for it.</summary>
    public IReadOnlyList<string> Aliases { get; }

    public bool IsRequired { get; }

    public bool IsInPath { get; }

    public bool IsList { get; }

    /// <summary>
    /// A value that works with the demo program; null where none is shown, as for what a change
    /// had better leave alone.
    /// </summary>
    public string? Example { get; }

    /// <summary>The type of a value, or of a list's items; never a nullable one.</summary>
    public Type ValueType { get; }

    public IReadOnlyList<string> DateForms { get; }

    /// <summary>The annotation of a kind; null when it has none.</summary>
    public T? Rule<T>()
        where T : Attribute => Property.GetCustomAttribute<T>();

    /// <summary>
    /// The values that were given; those of the first place that has any, for the body wins.
    /// </summary>
    public IReadOnlyList<ParameterValue> FindIn(IEnumerable<Parameters> places) =>
        places.Select(place => place.Find(_names)).FirstOrDefault(found => found.Count > 0) ?? [];

    /// <summary>The property's value; null when it cannot be read.</summary>
    public object? Convert(IReadOnlyList<ParameterValue> given)
    {
        if (IsList)
        {
            return ConvertList(given);
        }

        // The same twice is said once; two different values for one thing are never a guess.
        return given.All(value => value.Text == given[0].Text) ? _convert(given[0]) : null;
    }

    private Array? ConvertList(IReadOnlyList<ParameterValue> given)
    {
        var items = new List<object?>();
        foreach (var value in given)
        {
            items.AddRange(ListText.Split(value.Text).Select(
                item => _convert(value with { Text = item })));
        }

        var list = Array.CreateInstance(ValueType, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is null)
            {
                return null;
            }

            list.SetValue(items[i], i);
        }

        return list;
    }

    private Func<ParameterValue, object?> Converter()
    {
        if (ValueType.IsEnum)
        {
            var meant = Rule<AlsoSaidAttribute>()?.Words ?? new Dictionary<string, string>();
            var find = typeof(Words<>).MakeGenericType(ValueType).GetMethod("Find")!;
            return Read(text => find.Invoke(null, [meant.GetValueOrDefault(text, text)]));
        }

        if (ValueType == typeof(Email))
        {
            return ReadEmail;
        }

        return ValueType switch
        {
            _ when ValueType == typeof(string) => value => value.Text,
            _ when ValueType == typeof(long) => Read(text => Conversions.Integer(text)),
            _ when ValueType == typeof(int) => Read(
                text => Conversions.Integer(text) is { } number and <= int.MaxValue
                    ? (int)number
                    : null),
            _ when ValueType == typeof(decimal) => Read(text => Conversions.Decimal(text)),
            _ when ValueType == typeof(bool) => Read(text => Conversions.Boolean(text)),
            _ when ValueType == typeof(DateOnly) => Read(
                text => Conversions.Date(text, DateForms)),
            _ when ValueType == typeof(Duration) => Read(
                text => Duration.TryParse(text, out var duration) ? duration : null),
            _ when ValueType == typeof(DateTimeOffset) => value => ReadInstant(value),
            _ => throw new NotSupportedException($"No parameter can be a {ValueType}."),
        };
    }

    private static Func<ParameterValue, object?> Read(Func<string, object?> read) =>
        value => value.Text is null ? null : read(value.Text);

    private static object? ReadEmail(ParameterValue value) =>
        Email.TryParse(WithPluses(value), out var email) ? email : null;

    private static DateTimeOffset? ReadInstant(ParameterValue value) =>
        WithPluses(value) is { } text ? Conversions.Instant(text) : null;

    /// <summary>
    /// A blank inside an e-mail or an offset that came form-encoded is a plus that was decoded.
    /// </summary>
    private static string? WithPluses(ParameterValue value) =>
        value.IsFormEncoded ? value.Text?.Replace(' ', '+') : value.Text;
}
