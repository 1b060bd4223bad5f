namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// Walks through lines of an instance, byte by byte. The text ends with a line end, so that nothing within a line has to
/// ask whether the text is over.
/// </summary>
/// <param name="text">Whole lines.</param>
internal ref struct LineCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;

    /// <summary>Where it stands.</summary>
    public int At { get; set; }

    /// <summary>The next byte that is not blank; a line end is not.</summary>
    public byte Peek()
    {
        while (text[At] is (byte)' ' or (byte)'\t' or (byte)'\r')
            At++;
        return text[At];
    }

    /// <summary>A word that must come next.</summary>
    public void Expect(ReadOnlySpan<byte> word)
    {
        _ = Peek();
        if (!text[At..].StartsWith(word))
            throw new InstanceException($"expected '{System.Text.Encoding.ASCII.GetString(word)}'");
        At += word.Length;
    }

    /// <summary>A number from 0 to a bound, the bound excluded.</summary>
    public int Below(int bound)
    {
        var number = Number();
        if (number >= bound)
            throw new InstanceException($"{number} is not below {bound}");
        return (int)number;
    }

    /// <summary>A number, 0 or more.</summary>
    public long Number()
    {
        var digit = Peek() - (uint)'0';
        if (digit > 9)
            throw new InstanceException("expected a number, 0 or more");
        var at = At + 1;
        var number = (long)digit;
        while ((digit = text[at] - (uint)'0') <= 9)
        {
            if (number >= long.MaxValue / 10 && (number > long.MaxValue / 10 || digit > long.MaxValue % 10))
                throw new InstanceException("a number does not fit into 64 bits");
            number = (number * 10) + digit;
            at++;
        }

        At = at;
        return number;
    }

    /// <summary>The rest of the line, which must be blank or a comment.</summary>
    public void End()
    {
        var next = Peek();
        if (next == '#')
            At += text[At..].IndexOf((byte)'\n');
        else if (next != '\n')
            throw new InstanceException($"unexpected '{(char)next}'");
        At++;
    }
}
