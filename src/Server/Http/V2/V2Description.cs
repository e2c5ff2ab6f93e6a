using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ShopSocially.Loyalty.Server.Http.Requests;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>
/// The OpenAPI document of this door, made of what binds, checks and answers: the request records,
/// their annotations, and each address's <see cref="V2Operation"/>.
/// </summary>
public static class V2Description
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public static void Apply(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = NameOf;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo, context.JsonPropertyInfo);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            var ours = metadata.OfType<V2Operation>().Single();
            Describe(operation, ours, HttpMethods.IsGet(context.Description.HttpMethod!));
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            V2Overview.Apply(document);
            return Task.CompletedTask;
        });
    }

    /// <summary>The envelope is written out where it is used; what it holds has a name.</summary>
    private static string? NameOf(JsonTypeInfo type) =>
        type.Type is { IsGenericType: true } generic
        && generic.GetGenericTypeDefinition() == typeof(Answer<>)
            ? null
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    /// <summary>Every key is always there, but for those left out instead of null.</summary>
    private static void Describe(
        OpenApiSchema schema, JsonTypeInfo type, JsonPropertyInfo? property)
    {
        if (type.Kind == JsonTypeInfoKind.Object)
        {
            schema.Required = type.Properties
                .Where(key => !IsLeftOut(key)).Select(key => key.Name).ToHashSet();
        }

        if (property is null)
        {
            return;
        }

        if (IsLeftOut(property))
        {
            schema.Type &= ~JsonSchemaType.Null;
        }

        if (V2Examples.Of(property) is { } example)
        {
            schema.Examples = [example];
        }
    }

    private static bool IsLeftOut(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: false) == true;

    private static void Describe(OpenApiOperation operation, V2Operation ours, bool isGet)
    {
        operation.OperationId = ours.Id;
        operation.Summary = ours.Name;
        var origin = ours.Section > 0 ? $"Section {ours.Section} of" : "Not in";
        operation.Description = $"{ours.Description}\n\n{origin} the vendor's reference.";
        operation.Parameters = [.. ours.Properties
            .Where(property => property.IsInPath || isGet)
            .OrderByDescending(property => property.IsInPath)
            .Select(Parameter),
            .. isGet ? [] : new[] { Key() }];
        operation.RequestBody = isGet ? null : Body(ours);
        V2Errors.Explain(operation.Responses!, ours);
        DescribeHeaders(operation.Responses!, ours);
    }

    private static OpenApiParameter Key() => new()
    {
        Name = IdempotencyKey.Header,
        In = ParameterLocation.Header,
        Description = "The client's own name of this call: the same call under the same key is "
            + "done once, and answered the same again.",
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MaxLength = IdempotencyKey.MostCharacters,
        },
    };

    private static OpenApiParameter Parameter(RequestProperty property)
    {
        var schema = ParameterSchema.Of(property);
        (var description, schema.Description) = (schema.Description, null);
        (var examples, schema.Examples) = (schema.Examples, null);
        return new()
        {
            Name = property.Name,
            In = property.IsInPath ? ParameterLocation.Path : ParameterLocation.Query,
            Required = property.IsInPath || property.IsRequired,
            Description = description,
            Schema = schema,
            Example = examples?[0],
        };
    }

    private static OpenApiRequestBody Body(V2Operation ours)
    {
        var asked = ours.Properties.Where(property => !property.IsInPath).ToList();
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = asked.ToDictionary(
                property => property.Name,
                IOpenApiSchema (property) => ParameterSchema.Of(property)),
            Required = asked.Where(property => property.IsRequired)
                .Select(property => property.Name).ToHashSet(),
        };
        var example = new JsonObject(asked
            .Select(property => KeyValuePair.Create(
                property.Name, ParameterSchema.ExampleOf(property)))
            .Where(pair => pair.Value is not null));
        return new()
        {
            Required = schema.Required.Count > 0,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Form] = new OpenApiMediaType { Schema = schema, Example = example },
                [Json] = new OpenApiMediaType { Schema = schema, Example = example },
            },
        };
    }

    private static void DescribeHeaders(OpenApiResponses responses, V2Operation ours)
    {
        foreach (var (status, response) in responses)
        {
            var told = new Dictionary<string, IOpenApiHeader>
            {
                [RequestLog.IdHeader] = Header("The id under which the request was logged."),
            };
            if (status is "200" or "429")
            {
                told[RateLimit.LimitHeader] = Header("How many requests may be made at once.");
                told[RateLimit.RemainingHeader] = Header("How many of them are left.");
                told[RateLimit.ResetHeader] = Header(
                    "In how many seconds all are there again, if none is made.");
            }

            if (status is "429" or "503")
            {
                told["Retry-After"] = Header("After how many seconds to ask again.");
            }

            ((OpenApiResponse)response).Headers = told;
        }

        if (!ours.IsReading && responses["200"].Headers is { } headers)
        {
            headers[IdempotencyKey.ReplayedHeader] = Header(
                "`true` when this is the answer of the same call before; nothing was done now.");
        }
    }

    private static OpenApiHeader Header(string description) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
