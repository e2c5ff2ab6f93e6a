using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>How one property of a request record is found, read and described.</summary>
public sealed class RequestProperty
{
    private readonly Func<ParameterValue, object?> _convert;
    private readonly ValidationAttribute[] _rules;
    private readonly string[] _names;

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
        _rules = [.. property.GetCustomAttributes<ValidationAttribute>()];
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
    public IReadOnlyList<ParameterValue> FindIn(Parameters body, Parameters query) =>
        body.Find(_names) is { Count: > 0 } found ? found : query.Find(_names);

    /// <summary>Fills the property of a request; null when there is nothing to refuse.</summary>
    public Refusal? Fill(Request request, IReadOnlyList<ParameterValue> given)
    {
        if (given.Count == 0)
        {
            return IsRequired ? Refusal.MissingParameters : null;
        }

        if (Convert(given) is not { } value)
        {
            return ValueType == typeof(DateOnly)
                ? Refusal.UnexpectedDateFormat
                : Refusal.InvalidParameters;
        }

        Property.SetValue(request, value);
        return IsAllowed(value) ? null : Refusal.InvalidParameters;
    }

    /// <summary>The one place where annotations are checked.</summary>
    private bool IsAllowed(object value)
    {
        foreach (var rule in _rules)
        {
            if (!rule.IsValid(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The property's value; null when it cannot be read.</summary>
    private object? Convert(IReadOnlyList<ParameterValue> given) =>
        IsList ? ConvertList(given) : IsOneValue(given) ? _convert(given[0]) : null;

    /// <summary>
    /// The same twice is said once; two different values for one thing are never a guess.
    /// </summary>
    private static bool IsOneValue(IReadOnlyList<ParameterValue> given)
    {
        for (var i = 1; i < given.Count; i++)
        {
            if (given[i].Text != given[0].Text)
            {
                return false;
            }
        }

        return true;
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
            var finder = typeof(RequestProperty)
                .GetMethod(nameof(Finder), BindingFlags.NonPublic | BindingFlags.Static)!;
            var find = (Func<string, object?>)finder.MakeGenericMethod(ValueType).Invoke(null, [])!;
            return Read(text => find(meant.GetValueOrDefault(text, text)));
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

    private static Func<string, object?> Finder<T>()
        where T : struct, Enum => word => Words<T>.Find(word);

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
