using System.Text.Json;
using Microsoft.OpenApi;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>Says of each error status of an operation which reasons it stands for.</summary>
public static class V2Errors
{
    private const string RequestId = "0HNQ8D2MM84A4:00000001";

    /// <summary>Fills in the reasons, and an example of each, under their statuses.</summary>
    public static void Explain(OpenApiResponses responses, V2Operation operation)
    {
        foreach (var status in operation.ErrorStatuses)
        {
            var response = responses[$"{status}"];
            var errors = ErrorsOf(operation, status);
            response.Description = string.Join('\n', errors.Values
                .Select(error => $"- `{error.Reason}` ({error.ErrorCode})"));
            response.Content!["application/json"].Examples = errors.ToDictionary(
                error => error.Key, IOpenApiExample (error) => ExampleOf(error.Value));
        }
    }

    private static Dictionary<string, ErrorAnswer> ErrorsOf(V2Operation operation, int status)
    {
        var refusals = operation.AllRefusals
            .Where(refusal => operation.Say(refusal).Status == status)
            .ToDictionary(
                refusal => V2Json.Name($"{refusal}"), refusal => ErrorOf(operation, refusal));
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var reason = V2Words.OfStatus(status);
        var requestId = status == StatusCodes.Status500InternalServerError ? RequestId : null;
        return new()
        {
            [V2Json.Name(reason)] = new(
                reason, false, V2Words.OtherError, RequestId: requestId),
        };
    }

    private static ErrorAnswer ErrorOf(V2Operation operation, Refusal refusal)
    {
        var (reason, code, _) = operation.Say(refusal);
        var asked = operation.Properties.Where(property => !property.IsInPath);
        List<string>? parameters = refusal switch
        {
            Refusal.MissingParameters =>
                [.. asked.Where(property => property.IsRequired).Select(p => p.Name)],
            Refusal.UnexpectedDateFormat =>
                [.. asked.Where(p => p.ValueType == typeof(DateOnly)).Select(p => p.Name)],
            Refusal.InvalidParameters =>
                [asked.FirstOrDefault()?.Name ?? Requests.Request.Body],
            _ => null,
        };
        return new(reason, false, code, parameters);
    }

    private static OpenApiExample ExampleOf(ErrorAnswer error) => new OpenApiExample
    {
        Summary = error.Reason,
        Value = JsonSerializer.SerializeToNode(error, V2Json.Default.ErrorAnswer),
    };
}
