using System.Collections.Concurrent;
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

    private readonly RequestProperty[] _inPath;
    private readonly RequestProperty[] _others;

    private RequestShape(Type type)
    {
        Properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => new RequestProperty(property))];
        _inPath = [.. Properties.Where(property => property.IsInPath)];
        _others = [.. Properties.Where(property => !property.IsInPath)];
    }

    public IReadOnlyList<RequestProperty> Properties { get; }

    public static RequestShape Of(Type type) => _known.GetOrAdd(type, made => new(made));

    /// <summary>Fills in what stands in the path.</summary>
    public void FillFromPath(Request request, HttpContext context)
    {
        foreach (var property in _inPath)
        {
            property.Property.SetValue(request, PathIds.Find(context, property.Name));
        }
    }

    /// <summary>
    /// Fills in the rest. Refuses, in this order, what is missing, what is no date, and what is
    /// there but unusable, and names all parameters of the kind.
    /// </summary>
    public Refused? Fill(Request request, Parameters body, Parameters query)
    {
        List<(Refusal Reason, string Name)>? faults = null;
        foreach (var property in _others)
        {
            if (property.Fill(request, property.FindIn(body, query)) is { } reason)
            {
                (faults ??= []).Add((reason, property.Name));
            }
        }

        return faults is null ? null : First(faults);
    }

    private static Refused First(List<(Refusal Reason, string Name)> faults)
    {
        var first = faults.Min(fault => fault.Reason);
        return new(
            first, [.. faults.Where(fault => fault.Reason == first).Select(fault => fault.Name)]);
    }
}
