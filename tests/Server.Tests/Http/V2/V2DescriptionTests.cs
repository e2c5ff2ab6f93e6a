using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using ShopSocially.Loyalty.Server.Http.V2;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>/openapi/v2.json says what the server does.</summary>
public sealed class V2DescriptionTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private static readonly string[] _operations =
    [
        "POST /award", "POST /redeem", "POST /deduct", "GET /transactions",
        "GET /transactions/{transaction_id}", "PUT /transactions/{transaction_id}", "GET /users",
        "GET /users/{user}", "POST /users", "PUT /users/{user}", "GET /users/{user}/transactions",
        "GET /activities", "POST /activities", "GET /activities/{activity_id}",
        "PUT /activities/{activity_id}", "GET /redemptions", "POST /redemptions",
        "GET /redemptions/{redemption_id}", "PUT /redemptions/{redemption_id}", "GET /levels",
        "POST /levels", "PUT /levels/{level_id}", "GET /levels/{level_id}",
        "POST /transaction/return", "GET /users/{user}/redemptions",
        "GET /v2/sandbox/clock", "POST /v2/sandbox/clock", "POST /v2/sandbox/reset",
    ];

    [Fact]
    public async Task It_is_valid_OpenAPI_3_1()
    {
        var read = await V2Document.Of(server.Client);

        read.Diagnostic.SpecificationVersion.Should().Be(OpenApiSpecVersion.OpenApi3_1);
        read.Diagnostic.Errors.Should().BeEmpty();
        read.Diagnostic.Warnings.Should().BeEmpty();
        read.Document.Info.Title.Should().Be("ShopSocially.Loyalty");
        read.Document.Info.Version.Should().Be("2.0");
    }

    [Fact]
    public async Task It_lists_the_24_operations_a_members_redemptions_and_the_test_clock()
    {
        var read = await V2Document.Of(server.Client);

        read.Operations.Select(o => $"{o.Method} {o.Path}".Replace("/v2/loyalty", ""))
            .Should().BeEquivalentTo(_operations);
        read.Operations.Select(o => o.Described.OperationId).Should().OnlyHaveUniqueItems()
            .And.Contain("award_points").And.NotContainNulls();
        read.Operations.Should().AllSatisfy(o =>
        {
            o.Described.Summary.Should().NotBeNullOrEmpty();
            o.Described.Description.Should().NotBeNullOrEmpty();
        });
    }

    [Fact]
    public async Task Every_operation_asks_for_both_credentials()
    {
        var read = await V2Document.Of(server.Client);

        read.Operations.Should().AllSatisfy(o => o.Described.Security.Should().BeNull());
        var together = read.Document.Security.Should().ContainSingle().Subject;
        together.Keys.Select(scheme => (scheme.Name, scheme.In, scheme.Type)).Should()
            .BeEquivalentTo([
                ("partner-id", ParameterLocation.Header, SecuritySchemeType.ApiKey),
                ("api-key", ParameterLocation.Header, SecuritySchemeType.ApiKey),
            ]);
    }

    [Fact]
    public async Task What_is_said_to_be_required_is_missed()
    {
        var program = await server.CreateProgram(isSandbox: true);
        foreach (var operation in (await V2Document.Of(server.Client)).Operations)
        {
            if (operation.Described.OperationId == "turn_clock")
            {
                // Asks for one of three, each of which may be absent.
                continue;
            }

            var answer = await operation.Send(program, []);

            var id = operation.Described.OperationId;
            answer.Parameters.Should().BeEquivalentTo(operation.Required, id);
            if (operation.Required.Count > 0)
            {
                answer.Status.Should().Be(HttpStatusCode.BadRequest, id);
                answer.ErrorCode.Should().Be(615, id);
            }
        }
    }

    [Fact]
    public async Task Past_a_documented_limit_a_value_is_refused()
    {
        var program = await server.CreateProgram(isSandbox: true);
        var cases =
            from operation in (await V2Document.Of(server.Client)).Operations
            from asked in operation.Asked
            from value in Past(asked.Value)
            select (operation, asked.Key, value);
        cases.Should().HaveCountGreaterThan(100);
        foreach (var (operation, name, value) in cases)
        {
            var values = operation.Example;
            values[name] = value;
            var answer = await operation.Send(program, values, DescribedOperation.Json);

            var because = $"{operation.Described.OperationId} {name}={value}";
            answer.Status.Should().Be(HttpStatusCode.BadRequest, because);
            answer.ErrorCode.Should().Be(601, because);
            answer.Parameters.Should().Equal([name], because);
        }
    }

    [Fact]
    public async Task At_a_documented_limit_a_value_is_taken()
    {
        var program = await server.CreateProgram(isSandbox: true);
        var cases =
            from operation in (await V2Document.Of(server.Client)).Operations
            from asked in operation.Asked
            from value in At(asked.Value)
            select (operation, asked.Key, value);
        cases.Should().HaveCountGreaterThan(100);
        foreach (var (operation, name, value) in cases)
        {
            var values = operation.Example;
            values[name] = value;
            var answer = await operation.Send(program, values, DescribedOperation.Json);

            answer.Parameters.Should().BeEmpty(
                $"{operation.Described.OperationId} {name}={value} got {answer.Json}");
        }
    }

    [Theory]
    [InlineData("create_user", "email", "user_email")]
    [InlineData("update_user", "loyalty_level_id", "loyalty_level")]
    [InlineData("create_activity", "bonus_multiplier", "bonus_mutliplier")]
    [InlineData("create_activity", "approval_method", "immediately")]
    [InlineData("create_redemption", "allowed_redeem_points", "allowed_redeemp_points")]
    [InlineData("create_redemption", "coupon_expiry", "DD-MMM-YYYY")]
    [InlineData("create_loyalty_level", "level_minimum_points", "minimum_points")]
    [InlineData("get_all_transactions", "from_date", "MM/DD/YYYY")]
    public async Task Other_names_words_and_forms_are_told(
        string operationId, string parameter, string told)
    {
        var operation = (await V2Document.Of(server.Client)).Find(operationId);

        var description = operation.Asked[parameter].Description
            ?? operation.Described.Parameters!.Single(p => p.Name == parameter).Description;
        description.Should().Contain($"`{told}`");
    }

    [Fact]
    public async Task Every_parameter_is_explained_and_no_other_is_shown()
    {
        var read = await V2Document.Of(server.Client);
        foreach (var (operation, known) in Known(read))
        {
            operation.Asked.Keys.Should().Equal(
                known.Properties.Where(p => !p.IsInPath).Select(p => p.Name), known.Id);
            var parameters = operation.Described.Parameters ?? [];
            parameters.Where(p => p.In == ParameterLocation.Path).Select(p => p.Name)
                .Should().Equal(known.Properties.Where(p => p.IsInPath).Select(p => p.Name));
            var bodies = operation.Described.RequestBody?.Content!.Values.ToList() ?? [];
            bodies.Should().HaveCount(operation.Method == HttpMethod.Get ? 0 : 2, known.Id);
            parameters.Select(p => p.Description)
                .Concat(bodies.SelectMany(body => body.Schema!.Properties!.Values)
                    .Select(property => property.Description))
                .Should().NotContain(text => string.IsNullOrEmpty(text), known.Id);
        }
    }

    [Fact]
    public async Task Every_refusal_stands_under_its_status_with_its_reason_and_code()
    {
        var read = await V2Document.Of(server.Client);
        foreach (var (operation, known) in Known(read))
        {
            foreach (var no in known.Refusals.Concat(known.AllRefusals).Select(known.Say))
            {
                var response = operation.Described.Responses![$"{no.Status}"];
                response.Description.Should().Contain($"`{no.Reason}` ({no.ErrorCode})");
                response.Content!["application/json"].Examples!.Values
                    .Select(example => example.Value!)
                    .Should().Contain(value => $"{value["reason"]}" == no.Reason
                        && (int)value["error_code"]! == no.ErrorCode, known.Id);
            }
        }
    }

    [Theory]
    [InlineData("get_user", "404", "Invalid User", 602)]
    [InlineData("get_all_users", "400", "MissingParams", 615)]
    [InlineData("redeem_points", "400", "Redemption coupons exhausted", 608)]
    [InlineData("update_transaction", "400", "Invalid points status", 600)]
    [InlineData("get_all_loyalty_levels", "401", "authentication missing", 600)]
    [InlineData("award_points", "413", "request too large", 600)]
    [InlineData("award_points", "414", "address too long", 600)]
    [InlineData("award_points", "415", "unsupported content encoding", 600)]
    [InlineData("get_user", "429", "Rate limit exceeded", 600)]
    [InlineData("award_points", "500", "internal error", 600)]
    public async Task An_error_is_found_where_a_client_will_meet_it(
        string operationId, string status, string reason, int code)
    {
        var operation = (await V2Document.Of(server.Client)).Find(operationId);

        operation.Described.Responses![status].Description.Should()
            .Contain($"`{reason}` ({code})");
    }

    [Fact]
    public async Task The_headers_of_answers_are_told()
    {
        var read = await V2Document.Of(server.Client);

        read.Operations.SelectMany(o => o.Described.Responses!.Values).Should().AllSatisfy(
            response => response.Headers.Should().ContainKey("X-Request-Id"));
        read.Operations.Should().AllSatisfy(o =>
        {
            o.Described.Responses!["200"].Headers.Should().ContainKey("RateLimit-Remaining");
            o.Described.Responses["429"].Headers.Should().ContainKey("Retry-After");
        });
        read.Operations.Should().AllSatisfy(o =>
        {
            var isWrite = o.Method != HttpMethod.Get;
            o.Described.Responses!["200"].Headers!.ContainsKey("Idempotent-Replayed")
                .Should().Be(isWrite, o.Described.OperationId);
            (o.Described.Parameters ?? []).Any(given => given.Name == "Idempotency-Key")
                .Should().Be(isWrite, o.Described.OperationId);
        });
    }

    /// <summary>Each described operation with what its address says of itself.</summary>
    private IEnumerable<(DescribedOperation, V2Operation)> Known(V2Document read)
    {
        var known = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata)
            .Where(about => about.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .Select(about => about.GetMetadata<V2Operation>())
            .OfType<V2Operation>()
            .ToDictionary(operation => operation.Id);
        return read.Operations.Select(operation =>
            (operation, known[operation.Described.OperationId!]));
    }

    /// <summary>Values just past what a schema allows.</summary>
    private static IEnumerable<JsonNode> Past(IOpenApiSchema schema)
    {
        if (schema.MaxLength is { } most)
        {
            yield return new string('x', most + 1);
        }

        if (schema.Maximum is { } maximum)
        {
            yield return decimal.Parse(maximum) + 1;
        }

        if ((schema.ExclusiveMinimum ?? schema.Minimum) is { } minimum)
        {
            yield return decimal.Parse(minimum) - (schema.ExclusiveMinimum is null ? 1 : 0);
        }

        if (schema.Enum is { Count: > 0 } || schema.Pattern is not null
            || schema.Type is JsonSchemaType.Boolean or JsonSchemaType.Integer)
        {
            yield return "nonsense";
        }

        if (schema.Items is { } items)
        {
            foreach (var item in Past(items))
            {
                yield return new JsonArray(item);
            }
        }
    }

    /// <summary>The last values that a schema allows.</summary>
    private static IEnumerable<JsonNode> At(IOpenApiSchema schema)
    {
        if (schema is { MaxLength: { } most, Format: null })
        {
            yield return new string('x', most);
        }

        if (schema.Maximum is { } maximum)
        {
            yield return decimal.Parse(maximum);
        }

        if (schema.Minimum is { } minimum)
        {
            yield return decimal.Parse(minimum);
        }

        foreach (var word in schema.Enum ?? [])
        {
            yield return word.DeepClone();
        }

        if (schema.Items is { } items)
        {
            foreach (var item in At(items))
            {
                yield return new JsonArray(item);
            }
        }
    }
}
