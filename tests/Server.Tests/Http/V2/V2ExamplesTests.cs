using System.Net;
using System.Text.Json;
using FluentAssertions;
using Microsoft.OpenApi;
using ShopSocially.Loyalty.Server.Tests.Commands;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>The examples of /openapi/v2.json work as they stand.</summary>
public sealed class V2ExamplesTests(LoyaltyServer server)
    : IClassFixture<LoyaltyServer>, IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(DescribedOperation.Form)]
    [InlineData(DescribedOperation.Json)]
    public async Task Every_example_works_with_the_demo_program_from_the_top_down(string bodyKind)
    {
        var running = await _machine.Serve();
        var demo = await running.Demo();
        string? newest = null;
        foreach (var operation in (await V2Document.Of(running.Client)).Operations)
        {
            var path = operation.Path.Replace("{transaction_id}", newest);
            var answer = await operation.Send(
                demo, operation.Example, bodyKind, path == operation.Path ? null : path);

            var id = operation.Described.OperationId;
            answer.Status.Should().Be(HttpStatusCode.OK, $"{id} got {answer.Json}");
            newest = operation.Described.Tags!.Single().Name == "Points"
                ? answer.Text("id")
                : newest;
            var schema = operation.Described.Responses!["200"].Content!["application/json"].Schema!;
            Mismatches(answer.Json, schema, id!).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Every_key_of_an_answer_has_an_example_that_it_could_hold()
    {
        var read = await V2Document.Of(server.Client);

        var keys =
            from record in read.Document.Components!.Schemas!
            from key in record.Value.Properties!
            where key.Value.Type is JsonSchemaType.String or JsonSchemaType.Boolean
                or JsonSchemaType.Integer or JsonSchemaType.Number
            select (Name: $"{record.Key}.{key.Key}", Schema: key.Value);
        keys.Should().HaveCountGreaterThan(200).And.AllSatisfy(key =>
        {
            key.Schema.Examples.Should().ContainSingle(key.Name);
            var example = JsonSerializer.SerializeToElement(key.Schema.Examples![0]);
            Mismatches(example, key.Schema, key.Name).Should().BeEmpty();
        });
    }

    /// <summary>Where a value is not what its schema says.</summary>
    private static IEnumerable<string> Mismatches(
        JsonElement value, IOpenApiSchema schema, string where)
    {
        JsonSchemaType[] fitting = value.ValueKind switch
        {
            JsonValueKind.Object => [JsonSchemaType.Object],
            JsonValueKind.Array => [JsonSchemaType.Array],
            JsonValueKind.String => [JsonSchemaType.String],
            JsonValueKind.Number when value.TryGetInt64(out _) =>
                [JsonSchemaType.Integer, JsonSchemaType.Number],
            JsonValueKind.Number => [JsonSchemaType.Number],
            JsonValueKind.True or JsonValueKind.False => [JsonSchemaType.Boolean],
            _ => [JsonSchemaType.Null],
        };
        if (!fitting.Any(type => schema.Type?.HasFlag(type) == true))
        {
            return [$"{where} is {value} and not {schema.Type}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => KeysAmiss(value, schema, where),
            JsonValueKind.Array => value.EnumerateArray()
                .SelectMany((item, at) => Mismatches(item, schema.Items!, $"{where}[{at}]")),
            _ => [],
        };
    }

    private static IEnumerable<string> KeysAmiss(
        JsonElement value, IOpenApiSchema schema, string where)
    {
        var keys = value.EnumerateObject().ToList();
        var names = keys.Select(key => key.Name).ToList();
        return (schema.Required ?? new HashSet<string>()).Except(names)
            .Select(name => $"{where} has no {name}")
            .Concat(names.Except(schema.Properties!.Keys)
                .Select(name => $"{where} has an undocumented {name}"))
            .Concat(keys.Where(key => schema.Properties!.ContainsKey(key.Name)).SelectMany(
                key => Mismatches(
                    key.Value, schema.Properties![key.Name], $"{where}.{key.Name}")));
    }
}
