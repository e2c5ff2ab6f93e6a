using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ShopSocially.Loyalty.Server.Tests.Commands;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>Gives a machine's servers a certificate made here, and asks them by TLS.</summary>
internal sealed class Certified : IDisposable
{
    private const string Host = "shop.example";
    private const string Password = "of-this-test";

    private readonly string _thumbprint;
    private readonly HttpClient _client;

    public Certified(Machine machine)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        _thumbprint = certificate.Thumbprint;
        var file = machine.File("shop.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, Password));
        machine.Set("Kestrel__Certificates__Default__Path", file);
        machine.Set("Kestrel__Certificates__Default__Password", Password);
        _client = new(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback =
                (_, shown, _, _) => shown?.Thumbprint == _thumbprint,
        });
    }

    public async Task<HttpResponseMessage> Get(RunningServer server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + path);
        request.Headers.Host = Host;
        return await _client.SendAsync(request);
    }

    public void Dispose() => _client.Dispose();
}
