using System.Text;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>
/// A C# file taken apart: <see cref="Code"/> and <see cref="Comments"/> are as long as the file,
/// with blanks where the other stands; what a literal says is only in <see cref="Literals"/>.
/// </summary>
internal sealed class CSharpText
{
    private readonly string _text;
    private readonly char[] _code;
    private readonly char[] _comments;
    private readonly List<Literal> _literals = [];
    private int _at;

    public CSharpText(string text)
    {
        _text = text;
        _code = Blank(text);
        _comments = Blank(text);
        while (_at < _text.Length) ReadCode(insideHole: false);
        Code = new string(_code);
        Comments = new string(_comments);
    }

    /// <summary>What the compiler acts on, with the holes of interpolated strings.</summary>
    public string Code { get; }

    /// <summary>Comments, and the lines that begin with #.</summary>
    public string Comments { get; }

    public IReadOnlyList<Literal> Literals => _literals;

    private static char[] Blank(string text) =>
        [.. text.Select(letter => letter == '\n' ? '\n' : ' ')];

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    /// <summary>Reads to the end of the text, or to the brace that closes a hole.</summary>
    private void ReadCode(bool insideHole)
    {
        var open = 0;
        while (_at < _text.Length)
        {
            var letter = Peek();
            if (insideHole && open == 0 && letter == '}') return;

            if (letter == '/' && Peek(1) == '/') CopyComment(_text.IndexOf('\n', _at));
            else if (letter == '/' && Peek(1) == '*') CopyComment(After("*/"));
            else if (letter == '#' && StandsFirst()) CopyComment(_text.IndexOf('\n', _at));
            else if (letter == '\'') SkipCharacter();
            else if (IsQuoteAhead()) ReadLiteral();
            else
            {
                if (letter is '{' or '(' or '[') open++;
                if (letter is '}' or ')' or ']') open--;
                _code[_at++] = letter;
            }
        }
    }

    private int After(string mark)
    {
        var found = _text.IndexOf(mark, _at + mark.Length, StringComparison.Ordinal);
        return found < 0 ? -1 : found + mark.Length;
    }

    private void CopyComment(int until)
    {
        if (until < 0) until = _text.Length;
        for (; _at < until; _at++) _comments[_at] = _text[_at];
    }

    private bool StandsFirst()
    {
        var lineStart = _text.LastIndexOf('\n', Math.Max(_at - 1, 0)) + 1;
        return lineStart >= _at || string.IsNullOrWhiteSpace(_text[lineStart.._at]);
    }

    private void SkipCharacter()
    {
        _at++;
        while (Peek() is not ('\'' or '\n' or '\0')) _at += Peek() == '\\' ? 2 : 1;
        _at++;
    }

    private bool IsQuoteAhead()
    {
        var ahead = 0;
        while (Peek(ahead) is '$' or '@') ahead++;
        return Peek(ahead) == '"';
    }

    private void ReadLiteral()
    {
        var start = _at;
        var dollars = 0;
        var verbatim = false;
        for (; Peek() != '"'; _at++)
        {
            if (Peek() == '$') dollars++;
            else verbatim = true;
        }

        var quotes = Run('"');
        var raw = !verbatim && quotes >= 3;
        _at += raw ? quotes : 1;
        var says = new StringBuilder();
        if (raw) ReadRaw(says, quotes, dollars);
        else ReadQuoted(says, verbatim, dollars > 0);

        _at = Math.Min(_at, _text.Length);
        _literals.Add(new Literal(start, _at, says.ToString(), dollars > 0, raw));
    }

    private void ReadRaw(StringBuilder says, int quotes, int dollars)
    {
        while (_at < _text.Length)
        {
            if (Run('"') is var ending && ending >= quotes)
            {
                _at += ending;
                return;
            }

            if (dollars > 0 && Run('{') is var braces && braces >= dollars)
                ReadHole(says, braces, dollars);
            else
                says.Append(_text[_at++]);
        }
    }

    private void ReadQuoted(StringBuilder says, bool verbatim, bool hasHoles)
    {
        while (_at < _text.Length)
        {
            var letter = Peek();
            var doubled = Peek(1) == letter;
            var escaped = (verbatim && letter == '"' && doubled)
                || (hasHoles && letter is '{' or '}' && doubled)
                || (!verbatim && letter == '\\');
            if (escaped) Append(says, 2);
            else if (letter == '"' || (!verbatim && letter == '\n'))
            {
                _at++;
                return;
            }
            else if (hasHoles && letter == '{') ReadHole(says, 1, 1);
            else Append(says, 1);
        }
    }

    private void ReadHole(StringBuilder says, int opening, int closing)
    {
        _at += opening;
        says.Append("{}");
        ReadCode(insideHole: true);
        _at += closing;
    }

    private void Append(StringBuilder says, int letters)
    {
        says.Append(_text, _at, Math.Min(letters, _text.Length - _at));
        _at += letters;
    }

    private int Run(char letter)
    {
        var length = 0;
        while (Peek(length) == letter) length++;
        return length;
    }
}
