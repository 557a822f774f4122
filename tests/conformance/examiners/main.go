// Examines a published log with Go's own packages for checksum databases, which know nothing of us.
// Usage: examiner LOG-FOLDER OLDER-CHECKPOINT PROOF-FILE ENTRY-FILE
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"examiner/note"
	"examiner/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Printf("REFUSED %s: %v\n", what, err)
		os.Exit(1)
	}
}

func check(ok bool, what string) {
	if !ok {
		must(fmt.Errorf("does not hold"), what)
	}
}

func read(path string) []byte {
	raw, err := os.ReadFile(path)
	must(err, path)
	return raw
}

type checkpoint struct {
	size int64
	root tlog.Hash
}

func openCheckpoint(raw []byte, key note.Verifier) checkpoint {
	opened, err := note.Open(raw, note.VerifierList(key))
	must(err, "checkpoint signature")
	lines := strings.Split(opened.Text, "\n")
	check(lines[0] == key.Name(), "origin")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "size")
	root, err := tlog.ParseHash(lines[2])
	must(err, "root")
	return checkpoint{size, root}
}

// Go keeps tiles at tile/8/L/N; tlog-tiles at tile/L/N, and entries where Go has data.
func pathOf(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), "tile/8/")
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

type tiles struct{ folder string }

func (t tiles) Height() int                         { return 8 }
func (t tiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (t tiles) ReadTiles(ask []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, tile := range ask {
		raw, err := os.ReadFile(filepath.Join(t.folder, pathOf(tile)))
		if err != nil {
			return nil, err
		}
		out = append(out, raw)
	}
	return out, nil
}

func entries(folder string, size int64) [][]byte {
	var out [][]byte
	for n := int64(0); n*256 < size; n++ {
		width := size - n*256
		if width > 256 {
			width = 256
		}
		raw := read(filepath.Join(folder, pathOf(tlog.Tile{H: 8, L: -1, N: n, W: int(width)})))
		for len(raw) > 0 {
			check(len(raw) >= 2, "bundle")
			length := int(binary.BigEndian.Uint16(raw))
			check(len(raw) >= 2+length, "bundle")
			out = append(out, raw[2:2+length])
			raw = raw[2+length:]
		}
	}
	check(int64(len(out)) == size, "number of entries")
	return out
}

// Replays every entry into hashes of its own and compares the root, then growth from the older checkpoint.
func replay(records [][]byte, now, older checkpoint) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var out []tlog.Hash
		for _, i := range indexes {
			out = append(out, stored[i])
		}
		return out, nil
	})
	for i, record := range records {
		hashes, err := tlog.StoredHashes(int64(i), record, reader)
		must(err, "hashing")
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(now.size, reader)
	must(err, "tree")
	check(root == now.root, "root of the replayed entries")
	growth, err := tlog.ProveTree(now.size, older.size, reader)
	must(err, "growth")
	must(tlog.CheckTree(growth, now.size, now.root, older.size, older.root), "growth from the older checkpoint")
}

func proofFile(raw []byte, entry []byte, key note.Verifier) {
	parts := bytes.SplitN(raw, []byte("\n\n"), 2)
	lines := strings.Split(string(parts[0]), "\n")
	check(lines[0] == "c2sp.org/tlog-proof@v1", "proof file")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	must(err, "proof index")
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := base64.StdEncoding.DecodeString(line)
		must(err, "proof hash")
		proof = append(proof, tlog.Hash(hash))
	}
	signed := openCheckpoint(parts[1], key)
	must(tlog.CheckRecord(proof, signed.size, signed.root, index, tlog.RecordHash(entry)), "inclusion")
}

func main() {
	folder := os.Args[1]
	key, err := note.NewVerifier(strings.TrimSpace(string(read(filepath.Join(folder, "log.vkey")))))
	must(err, "verifier key")
	now := openCheckpoint(read(filepath.Join(folder, "checkpoint")), key)
	older := openCheckpoint(read(os.Args[2]), key)
	records := entries(folder, now.size)
	replay(records, now, older)
	// Go authenticates each tile it reads against the signed root before it gives a hash of it.
	fromTiles := tlog.TileHashReader(tlog.Tree{N: now.size, Hash: now.root}, tiles{folder})
	for i, record := range records {
		found, err := fromTiles.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(i))})
		must(err, "tiles")
		check(found[0] == tlog.RecordHash(record), "tile of an entry")
	}
	proofFile(read(os.Args[3]), read(os.Args[4]), key)
	fmt.Printf("GO AGREES %d entries, from %d\n", now.size, older.size)
}
