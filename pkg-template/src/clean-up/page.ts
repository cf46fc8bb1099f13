import type { Manifest } from "../index.js";

/** A manifest as the core takes it: its fields in an array, digests as numbers. */
type Row = [digest: number, time: number | null, bytes: number, tags: string[], blobs: number[] | null];

/** A page of a repository, in a form that has each digest once. */
export class Page {
  readonly repository: string;
  readonly digests: string[] = [];
  /** The sizes of blobs, null where none is stated. */
  readonly sizes: (number | null)[] = [];
  readonly manifests: Row[];
  #numbers = new Map<string, number>();

  constructor(repository: string, manifests: Manifest[]) {
    this.repository = repository;
    this.manifests = manifests.map((manifest) => this.#row(manifest));
  }

  #row({ digest, updated_at, compressed_size_bytes, tags, blobs }: Manifest): Row {
    const isNamed = typeof digest === "string" && digest !== "";
    const time = Date.parse(updated_at);
    return [
      this.#number(isNamed ? digest : ""),
      // A manifest without a name is kept, with all it refers to.
      isNamed && !Number.isNaN(time) ? time : null,
      count(compressed_size_bytes) ?? 0,
      Array.isArray(tags) ? tags.map(String) : [],
      Array.isArray(blobs) ? blobs.map((blob) => this.#blob(blob)) : null,
    ];
  }

  #blob(blob: NonNullable<Manifest["blobs"]>[number] | null): number {
    const number = this.#number(String(blob?.digest ?? ""));
    const size = count(blob?.compressed_size_bytes);
    if (size !== null) this.sizes[number] = Math.max(this.sizes[number] ?? 0, size);
    return number;
  }

  #number(digest: string): number {
    const known = this.#numbers.get(digest);
    if (known !== undefined) return known;
    const number = this.digests.push(digest) - 1;
    this.sizes.push(null);
    this.#numbers.set(digest, number);
    return number;
  }
}

const count = (value: unknown): number | null =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
