using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using ShopSocially.Loyalty.Server.Http.Requests;
using Xunit;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>
/// Throws the same nonsense at every parameter of every address: it is named, it changes nothing,
/// and nothing falls over.
/// </summary>
public sealed class BadInputTests(LoyaltyServer server) : IClassFixture<LoyaltyServer>
{
    private const int MostBytes = 1 << 20;

    /// <summary>Where the clocks stand, so that nothing moves but by what is asked.</summary>
    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_no_value_can_be_is_named_and_changes_nothing()
    {
        var own = await Furnished();
        var before = await own.Snapshot();
        var wrong = new List<string>();

        foreach (var (address, parameter) in Everywhere())
        {
            foreach (var literal in BadValues.For(parameter))
            {
                var bodies = new[] { Json(own, address, parameter, literal) }
                    .Concat(Form(own, address, parameter, literal));
                foreach (var body in bodies)
                {
                    var answer = await Send(own, address, body);
                    if (!Blames(answer, parameter))
                    {
                        wrong.Add($"{address} {parameter.Name}={literal}: {Show(answer)}");
                    }
                }
            }
        }

        wrong.Should().BeEmpty();
        (await own.Snapshot()).Should().Be(before);
    }

    [Fact]
    public async Task What_is_required_is_missed_when_absent_empty_or_null()
    {
        var own = await Furnished();
        var before = await own.Snapshot();
        var wrong = new List<string>();

        foreach (var (address, parameter) in Everywhere().Where(at => at.Parameter.IsRequired))
        {
            foreach (var literal in new[] { null, "\"\"", "\"  \"", "\",\"", "null", "[]" })
            {
                var answer = await Send(own, address, Json(own, address, parameter, literal));
                if (answer.ErrorCode != 615
                    || answer.Status != HttpStatusCode.BadRequest
                    || !answer.Parameters.SequenceEqual([parameter.Name]))
                {
                    wrong.Add($"{address} {parameter.Name}={literal}: {Show(answer)}");
                }
            }
        }

        wrong.Should().BeEmpty();
        (await own.Snapshot()).Should().Be(before);
    }

    [Fact]
    public async Task What_may_or_may_not_be_a_value_never_makes_the_server_stumble()
    {
        var wrong = new List<string>();

        foreach (var address in V2Address.All(server))
        {
            var own = await Furnished();
            foreach (var parameter in address.Parameters)
            {
                foreach (var literal in BadValues.Odd(parameter))
                {
                    var answer = await Send(own, address, Json(own, address, parameter, literal));
                    if ((int)answer.Status >= 500 || !HasEnvelope(answer))
                    {
                        wrong.Add($"{address} {parameter.Name}={literal}: {Show(answer)}");
                    }
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public async Task An_id_in_a_path_may_be_any_nonsense()
    {
        var own = await Furnished();
        var before = await own.Snapshot();
        var nonsense = BadValues.Harmless.Select(Uri.EscapeDataString).Concat(
            ["%FF", "%C0%AF", "%ED%A0%80", "%", "%zz", "%01", "%0A", new('x', 5000)]);

        foreach (var id in nonsense)
        {
            foreach (var address in V2Address.All(server).Where(at => at.PathParameters.Any()))
            {
                var path = address.Path(_ => "-id-").Replace("-id-", id, StringComparison.Ordinal);
                var form = address.Parameters.Where(p => p.IsRequired).Select(
                    p => KeyValuePair.Create(p.Name, own[p.Name]));

                var answer = await own.Client.Send(
                    address.Method, path, new FormUrlEncodedContent(form));

                answer.Status.Should().Be(HttpStatusCode.NotFound, $"{address} has no {id}");
                HasEnvelope(answer).Should().BeTrue();
            }
        }

        (await own.Snapshot()).Should().Be(before);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"user_email\":")]
    [InlineData("{\"user_email\":\"own@example.com\",}")]
    [InlineData("{\"user_email\":\"own@example.com\"} {}")]
    [InlineData("{\"user_email\":\"own@example.com\"} x")]
    [InlineData("{'user_email':'own@example.com'}")]
    [InlineData("{\"points_passed\":01}")]
    [InlineData("{\"points_passed\":NaN}")]
    [InlineData("{/* comment */}")]
    [InlineData("\uFEFF {")]
    public async Task A_body_that_is_broken_JSON_is_blamed_as_a_whole(string body) =>
        await IsRefused(ProgramClient.Raw(body), "body");

    [Fact]
    public async Task JSON_that_goes_too_deep_is_refused_in_a_body_and_a_query()
    {
        var deep = $"{string.Concat(Enumerable.Repeat("{\"a\":", 100))}1{new string('}', 100)}";
        await IsRefused(ProgramClient.Raw(deep), "body");

        var answer = await server.Bootstrap.Get($"levels?{Uri.EscapeDataString(deep)}");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Parameters.Should().Equal("query");
    }

    [Fact]
    public async Task A_JSON_list_holds_no_parameters()
    {
        var own = await Furnished();

        var answer = await own.Client.Send(HttpMethod.Post, "deduct", ProgramClient.Raw(
            """[{"user_email":"own@example.com","reason":"x","points_passed":1}]"""));

        answer.Reason.Should().Be("missing parameters");
        (await own.Client.Get("users/own-uid")).Number("available_points").Should().Be(1000);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "not multipart at all")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnonsense\r\n\r\n1\r\n--x--\r\n")]
    [InlineData("multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"user_email\"\r\n\r\ncut")]
    public async Task A_broken_multipart_body_is_an_error_of_the_clients(string type, string body)
    {
        var answer = await server.Bootstrap.Send(
            HttpMethod.Post, "award", ProgramClient.Raw(body, type));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        HasEnvelope(answer).Should().BeTrue();
    }

    [Theory]
    [InlineData("user_email=a%FFb@example.com&activity_id=x")]
    [InlineData("user_email=a%ED%A0%80b@example.com&activity_id=x")]
    [InlineData("{\"user_email\":\"a\u00FFb@example.com\",\"activity_id\":\"x\"}")]
    [InlineData("user_email=a\u00FFb@example.com&activity_id=x")]
    public async Task Bytes_that_are_no_text_are_blamed_on_their_parameter(string body)
    {
        // Latin-1 leaves the bare byte FF, which no UTF-8 text has.
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));

        await IsRefused(content, "user_email");
    }

    [Theory]
    [InlineData("user_email=own@example.com&activity_id=own-activity&%FF=1")]
    [InlineData("user_email=own@example.com&activity_id=own-activity&\u00FF=1")]
    [InlineData("user_email=own@example.com&activity_id=own-activity&%ED%A0%80")]
    [InlineData(
        "{\"user_email\":\"own@example.com\",\"activity_id\":\"own-activity\",\"\u00FF\":1}")]
    [InlineData(
        "{\"user_email\":\"own@example.com\",\"activity_id\":\"own-activity\",\"\\ud800\":1}")]
    public async Task A_name_that_is_no_text_spoils_its_body(string body)
    {
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));

        await IsRefused(content, "body");
    }

    [Theory]
    [InlineData("user_email=a@b.c&user_email=d@e.f&activity_id=x", "user_email")]
    [InlineData("user_email=a@b.c&USER_EMAIL=d@e.f&activity_id=x", "user_email")]
    [InlineData("user_email=a@b.c&activity_id=x&points_passed=1&points_passed=2", "points_passed")]
    [InlineData("{\"user_email\":\"a@b.c\",\"activity_id\":\"x\",\"activity_id\":\"y\"}",
        "activity_id")]
    public async Task Two_values_for_one_parameter_are_never_a_guess(string body, string blamed) =>
        await IsRefused(ProgramClient.Raw(body), blamed);

    [Fact]
    public async Task The_same_value_twice_is_said_once()
    {
        var own = await Furnished();

        var award = await own.Client.Send(HttpMethod.Post, "award", ProgramClient.Raw(
            "user_email=own@example.com&user_email=own@example.com&activity_id=own-activity"));

        award.Success.Should().BeTrue();
    }

    [Fact]
    public async Task A_thousand_parameters_are_read_and_one_more_is_refused()
    {
        var thousand = string.Join('&', Enumerable.Range(1, 1000).Select(n => $"p{n}=1"));

        var body = await server.Bootstrap.Send(
            HttpMethod.Get, "levels", ProgramClient.Raw($"{thousand}&one=more"));
        var query = await server.Bootstrap.Get($"levels?{thousand}&one=more");
        var enough = await server.Bootstrap.Send(
            HttpMethod.Get, "levels", ProgramClient.Raw(thousand));
        var both = await server.Bootstrap.Send(
            HttpMethod.Get, "levels?one=more", ProgramClient.Raw(thousand));

        body.Parameters.Should().Equal("body");
        query.Parameters.Should().Equal("query");
        enough.Success.Should().BeTrue();
        both.ShouldBe(No.InvalidParameters, "query");
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("chunked")]
    [InlineData("packed")]
    public async Task A_body_is_at_most_a_mebibyte_however_it_comes(string way)
    {
        var own = await Furnished();
        var before = await own.Snapshot();
        const string form = "user_email=own@example.com&activity_id=own-activity&pad=";

        var fits = await Send(form.PadRight(MostBytes, 'x'));
        var after = await own.Snapshot();
        var tooLarge = await Send(form.PadRight(MostBytes + 1, 'x'));

        fits.Success.Should().BeTrue();
        after.Should().NotBe(before);
        tooLarge.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        tooLarge.Reason.Should().Be("request too large");
        (await own.Snapshot()).Should().Be(after);

        async Task<Answer> Send(string body)
        {
            using HttpContent content = way switch
            {
                "sent" => ProgramClient.Raw(body),
                "chunked" => new StreamContent(new Unmeasured(Encoding.ASCII.GetBytes(body))),
                _ => Packed(Encoding.ASCII.GetBytes(body)),
            };
            return await own.Client.Send(HttpMethod.Post, "award", content);
        }
    }

    [Fact]
    public async Task Gzip_that_is_none_is_an_error_of_the_clients()
    {
        var packed = await Packed(Encoding.ASCII.GetBytes(new string('x', 999)))
            .ReadAsByteArrayAsync();

        foreach (var bytes in new byte[][] { [0x1F, 0x8B], [0x1F, 0x8B, 9, 9, 9], packed[..^12] })
        {
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentEncoding.Add("gzip");
            var answer = await server.Bootstrap.Send(HttpMethod.Post, "award", content);

            answer.Status.Should().Be(HttpStatusCode.BadRequest);
            HasEnvelope(answer).Should().BeTrue();
        }
    }

    [Fact]
    public async Task Harmless_texts_come_back_exactly_as_they_were_sent()
    {
        foreach (var text in BadValues.Harmless)
        {
            var program = await server.CreateProgram();
            await program.Activity("a", ("points_per_activity", "10"));
            var id = Uri.EscapeDataString(text);

            await program.Send(HttpMethod.Put, "activities/a", Json(
                ("activity_name", text), ("activity_description", text)));
            await program.Send(HttpMethod.Post, "users", Json(
                ("email", "ann@example.com"), ("uid", text), ("first_name", text),
                ("last_name", text), ("user_language", text)));
            await program.Send(HttpMethod.Post, "levels", Json(
                ("level_id", text), ("level_name", text), ("level_description", text),
                ("level_type", "period"), ("level_minimum_points", "0"),
                ("level_bonus_multiplier", "1"), ("is_active", "true")));
            await program.Award("ann@example.com", "a", ("order_id", text));
            await program.Post(
                "deduct", ("user_email", "ann@example.com"), ("points_passed", "1"),
                ("reason", text));

            (await program.Get("activities/a")).Text("activity_description").Should().Be(text);
            var ann = await program.Get($"users/{id}");
            ann.Text("merchant_uid").Should().Be(text);
            ann.Text("first_name").Should().Be(text);
            ann.Text("user_language").Should().Be(text);
            (await program.Get($"levels/{id}")).Text("level_id").Should().Be(text);
            var lines = (await program.Get("transactions?from_date=01/01/2020&to_date=12/31/2099"))
                .Data.GetProperty("transactions");
            lines.Each("reason").Should().Equal(text, null);
            lines.Each("order_id").Should().Equal(null, text);
            lines.Each("activity_name").Should().Equal(null, text);
        }
    }

    private async Task<FurnishedProgram> Furnished() =>
        await FurnishedProgram.Furnish(await server.CreateProgram(isSandbox: true, clockAt: _noon));

    private IEnumerable<(V2Address Address, RequestProperty Parameter)> Everywhere() =>
        from address in V2Address.All(server)
        from parameter in address.Parameters
        select (address, parameter);

    private async Task IsRefused(HttpContent body, string blamed)
    {
        var own = await Furnished();
        var before = await own.Snapshot();

        var answer = await own.Client.Send(HttpMethod.Post, "award", body);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Reason.Should().Be("invalid parameters");
        answer.ErrorCode.Should().Be(601);
        answer.Parameters.Should().Equal(blamed);
        (await own.Snapshot()).Should().Be(before);
    }

    private static Task<Answer> Send(FurnishedProgram own, V2Address address, HttpContent body) =>
        own.Client.Send(address.Method, address.Path(name => own[name]), body);

    /// <summary>All that is required, and the parameter as the literal; null: absent.</summary>
    private static StringContent Json(
        FurnishedProgram own, V2Address address, RequestProperty parameter, string? literal)
    {
        var pairs = address.Parameters
            .Where(p => p.IsRequired && p.Name != parameter.Name)
            .Select(p => $"\"{p.Name}\":{JsonSerializer.Serialize(own[p.Name])}")
            .Concat(literal is null ? [] : [$"\"{parameter.Name}\":{literal}"]);
        return ProgramClient.Raw($"{{{string.Join(',', pairs)}}}");
    }

    private static IEnumerable<HttpContent> Form(
        FurnishedProgram own, V2Address address, RequestProperty parameter, string literal)
    {
        if (BadValues.AsForm(literal) is { } value)
        {
            yield return new FormUrlEncodedContent(address.Parameters
                .Where(p => p.IsRequired && p.Name != parameter.Name)
                .Select(p => KeyValuePair.Create(p.Name, own[p.Name]))
                .Append(KeyValuePair.Create(parameter.Name, value)));
        }
    }

    private static StringContent Json(params (string Name, string Value)[] pairs) =>
        ProgramClient.Raw(JsonSerializer.Serialize(
            pairs.ToDictionary(pair => pair.Name, pair => pair.Value)));

    private static bool Blames(Answer answer, RequestProperty parameter) =>
        answer.Status == HttpStatusCode.BadRequest
        && HasEnvelope(answer)
        && answer.Parameters.SequenceEqual([parameter.Name])
        && answer.Reason == (parameter.ValueType == typeof(DateOnly)
            ? "unexpected date format"
            : "invalid parameters");

    private static bool HasEnvelope(Answer answer) => answer.Json.Keys().Take(2).SequenceEqual(
        answer.Status == HttpStatusCode.OK ? ["data", "success"] : ["reason", "success"]);

    private static string Show(Answer answer) => $"{(int)answer.Status} {answer.Json}";

    private static ByteArrayContent Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    /// <summary>Bytes whose number nobody knows beforehand: they are sent in chunks.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
