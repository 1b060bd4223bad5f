namespace Matchmaking.Storage;

/// <summary>Moves everything between storage accounts.</summary>
public static class StorageTransfer
{
}
