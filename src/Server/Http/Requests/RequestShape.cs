using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// What a request record asks for, read off its properties and their annotations: the one list
/// that binds, that checks, and that the OpenAPI document is generated from.
/// </summary>
public sealed class RequestShape
{
    private static readonly ConcurrentDictionary<Type, RequestShape> _known = new();

    private RequestShape(Type type) =>
        Properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => new RequestProperty(property))];

    public IReadOnlyList<RequestProperty> Properties { get; }

    public static RequestShape Of(Type type) => _known.GetOrAdd(type, made => new(made));

    /// <summary>
    /// Fills a request. Refuses, in this order, what is missing, what is no date, and what is there
    /// but unusable, and names all parameters of the kind.
    /// </summary>
    public Refused? Fill(Request request, IReadOnlyList<Parameters> places)
    {
        var faults = new Faults();
        foreach (var property in Properties.Where(property => !property.IsInPath))
        {
            var given = property.FindIn(places);
            if (given.Count > 0)
            {
                Set(request, property, property.Convert(given), faults);
            }
            else if (property.IsRequired)
            {
                faults.Add(Refusal.MissingParameters, property);
            }
        }

        Check(request, faults);
        return faults.First;
    }

    private static void Set(
        Request request, RequestProperty property, object? value, Faults faults)
    {
        if (value is not null)
        {
            property.Property.SetValue(request, value);
            return;
        }

        var isDate = property.ValueType == typeof(DateOnly);
        faults.Add(isDate ? Refusal.UnexpectedDateFormat : Refusal.InvalidParameters, property);
    }

    /// <summary>The one place where annotations are checked.</summary>
    private void Check(Request request, Faults faults)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(
            request, new ValidationContext(request), results, validateAllProperties: true);
        var broken = results.SelectMany(result => result.MemberNames).ToHashSet();
        foreach (var property in Properties.Where(p => broken.Contains(p.Property.Name)))
        {
            faults.AddIfNew(Refusal.InvalidParameters, property);
        }
    }

    /// <summary>Parameters that are to blame, by what is wrong with them.</summary>
    private sealed class Faults
    {
        private readonly SortedDictionary<Refusal, List<string>> _names = [];

        public Refused? First => _names.Count == 0
            ? null
            : new(_names.First().Key, _names.First().Value);

        public void Add(Refusal reason, RequestProperty property)
        {
            if (!_names.TryGetValue(reason, out var names))
            {
                _names[reason] = names = [];
            }

            names.Add(property.Name);
        }

        public void AddIfNew(Refusal reason, RequestProperty property)
        {
            if (!_names.Values.Any(names => names.Contains(property.Name)))
            {
                Add(reason, property);
            }
        }
    }
}
