using System.Runtime.CompilerServices;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace ShopSocially.Loyalty.Server.Tests.Http.V2;

/// <summary>What <c>/openapi/v2.json</c> says, read as a client's tools read it.</summary>
public sealed record V2Document(OpenApiDocument Document, OpenApiDiagnostic Diagnostic)
{
    private static readonly ConditionalWeakTable<HttpClient, Task<V2Document>> _read = [];

    public IReadOnlyList<DescribedOperation> Operations { get; } =
    [
        .. from path in Document.Paths
           from operation in path.Value.Operations!
           select new DescribedOperation(operation.Key, path.Key, operation.Value),
    ];

    /// <summary>The document of a client's server, read once.</summary>
    public static Task<V2Document> Of(HttpClient client) => _read.GetValue(client, Read);

    public DescribedOperation Find(string operationId) =>
        Operations.Single(operation => operation.Described.OperationId == operationId);

    private static async Task<V2Document> Read(HttpClient client)
    {
        var text = await client.GetStringAsync("/openapi/v2.json");
        var (document, diagnostic) = OpenApiDocument.Parse(text, "json");
        return new(document!, diagnostic!);
    }
}
