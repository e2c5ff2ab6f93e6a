using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>An operation as the document describes it, and how a client would call it.</summary>
public sealed record DescribedOperation(
    HttpMethod Method, string Path, OpenApiOperation Described)
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";

    /// <summary>What may be sent beside the path, by name.</summary>
    public IReadOnlyDictionary<string, IOpenApiSchema> Asked => Body is { } body
        ? body.Schema!.Properties!.ToDictionary()
        : Query.ToDictionary(parameter => parameter.Name!, parameter => parameter.Schema!);

    public IReadOnlyList<string> Required => Body is { } body
        ? [.. body.Schema!.Required ?? new HashSet<string>()]
        : [.. Query.Where(parameter => parameter.Required).Select(parameter => parameter.Name!)];

    /// <summary>The documented example of what to send; a new copy each time.</summary>
    public JsonObject Example => Body is { } body
        ? body.Example!.DeepClone().AsObject()
        : new(Query.Where(parameter => parameter.Example is not null).Select(parameter =>
            KeyValuePair.Create(parameter.Name!, (JsonNode?)parameter.Example!.DeepClone())));

    /// <summary>The path with its documented example in it.</summary>
    public string ExamplePath => Parameters(ParameterLocation.Path).Aggregate(
        Path, (path, id) => path.Replace(
            $"{{{id.Name}}}", Uri.EscapeDataString($"{id.Example}")));

    private IEnumerable<IOpenApiParameter> Query => Parameters(ParameterLocation.Query);

    private OpenApiMediaType? Body => Described.RequestBody?.Content?[Json];

    /// <summary>Sends values in the query, or in a body where one is asked for.</summary>
    public Task<Answer> Send(
        ProgramClient program, JsonObject values, string bodyKind = Form, string? path = null)
    {
        path ??= ExamplePath;
        return Body is null ? program.Send(Method, $"{path}?{Encode(values)}")
            : program.Send(Method, path, ProgramClient.Raw(
                bodyKind == Json ? values.ToJsonString() : Encode(values), bodyKind));
    }

    private static string Encode(JsonObject values) => string.Join('&',
        from pair in values
        from value in pair.Value is JsonArray list ? list.AsEnumerable() : [pair.Value]
        select $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString($"{value}")}");

    private IEnumerable<IOpenApiParameter> Parameters(ParameterLocation place) =>
        Described.Parameters?.Where(parameter => parameter.In == place) ?? [];
}
