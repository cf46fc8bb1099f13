// Random registries as OCI clients push them, in the form of the simulator's state, and the truth about each manifest.
import { Random } from "./random.mjs";

export const START = Date.parse("2026-01-01T00:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Makes a registry: `repositories` and `blobs` as the simulator has them, and `truth`, the OCI content by digest. */
export class OciRegistry {
  repositories = [];
  blobs = {};
  /** By digest: `kind` (image, index, opaque) and `refs`, the digests of its config, layers or manifests. */
  truth = new Map();
  #random;
  #count = 0;
  #tags = 0;

  constructor(seed) {
    this.#random = new Random(seed);
    const names = ["web", "api/v1", "jobs"].slice(0, 1 + this.#random.below(3));
    for (const name of names) this.repositories.push({ name, manifests: [] });
    for (const repository of this.repositories) this.#fill(repository);
    this.#copySome();
  }

  #fill(repository) {
    const random = this.#random;
    const images = random.below(7);
    this.layers = Array.from({ length: 3 }, () => this.blob(1_000));
    for (let count = 0; count < images; count++) {
      const made = random.oneOf([
        () => this.image(repository, this.tags()),
        () => this.index(repository, this.tags()),
        () => this.index(repository, this.tags(), { isNested: true }),
        () => this.index(repository, this.tags(), { tagsChildren: true }),
        () => this.image(repository, []),
        () => this.index(repository, []),
        () => this.opaque(repository, this.tags()),
      ])();
      if (random.chance(30)) this.sign(repository, random.oneOf([made, ...this.below(made)]));
      if (random.chance(10)) this.#breakImage(repository, made);
    }
    if (random.chance(15)) this.sign(repository, { digest: this.digest() });
    repository.manifests.sort(() => (random.chance(50) ? 1 : -1));
  }

  digest() {
    this.#count++;
    return `sha256:${this.#count.toString(16).padStart(64, "0")}`;
  }

  /** A blob of some size, at most that. */
  blob(most) {
    const digest = this.digest();
    this.blobs[digest] = 1 + this.#random.below(most);
    return digest;
  }

  /** A time in the past: old, equal to others, within the hour, also at the end of a clean-up, or of no push. */
  time() {
    if (this.#random.chance(4)) return 0;
    if (this.#random.chance(5)) return START - this.#random.below(HOUR / 3);
    return START - HOUR - (1 + this.#random.below(14)) * DAY;
  }

  tags() {
    const length = this.#random.oneOf([1, 1, 1, 2, 3]);
    return Array.from({ length }, () => `${this.#random.oneOf(["v", "pr-", "nightly-"])}${++this.#tags}`);
  }

  /** Adds a manifest, unless the repository has it. Half of them are among their own blobs, as in DigitalOcean's example. */
  push(repository, { kind, refs, tags = [], time = this.time() }) {
    const digest = this.digest();
    const isListed = this.#random.chance(50);
    if (isListed) this.blobs[digest] = 1 + this.#random.below(50);
    const manifest = {
      digest,
      size_bytes: 10,
      updated_at: new Date(time).toISOString().replace(".000Z", "Z"),
      tags,
      blobs: isListed ? [...refs, digest] : refs,
    };
    this.truth.set(digest, { kind, refs });
    repository.manifests.push(manifest);
    return manifest;
  }

  image(repository, tags, time) {
    const refs = [this.blob(30), this.#random.oneOf(this.layers), this.blob(2_000)];
    return this.push(repository, { kind: "image", refs, tags, time });
  }

  /** An index of one or two platforms with attestations; some share children of others. */
  index(repository, tags, { isNested = false, tagsChildren = false } = {}) {
    const random = this.#random;
    const time = this.time();
    const children = [];
    for (let platform = 1 + random.below(2); platform > 0; platform--) {
      const others = repository.manifests.filter(({ digest }) => this.truth.get(digest).kind === "image");
      if (others.length > 0 && random.chance(25)) children.push(random.oneOf(others));
      else children.push(this.image(repository, tagsChildren ? this.tags() : [], time));
      children.push(this.image(repository, [], time));
    }
    if (isNested) children.push(this.index(repository, []));
    const refs = [...new Set(children.map(({ digest }) => digest))];
    return this.push(repository, { kind: "index", refs, tags, time });
  }

  /** A manifest whose blobs tell nothing. */
  opaque(repository, tags) {
    const manifest = this.push(repository, { kind: "opaque", refs: [], tags });
    manifest.blobs = [];
    return manifest;
  }

  /** A signature or an attestation of a manifest, as cosign tags them, or an index of some. */
  sign(repository, { digest }) {
    const tag = `${digest.replace(":", "-")}${this.#random.oneOf([".sig", ".att", ".sbom", ""])}`;
    if (repository.manifests.some(({ tags }) => tags.includes(tag))) return;
    if (!tag.includes(".")) {
      const refs = [this.image(repository, []).digest];
      this.push(repository, { kind: "index", refs, tags: [tag] });
    } else {
      this.push(repository, { kind: "image", refs: [this.blob(20), this.blob(20)], tags: [tag] });
    }
  }

  /** The manifests of a repository that one refers to, at any depth. */
  below({ digest }) {
    const { kind, refs } = this.truth.get(digest);
    if (kind !== "index") return [];
    const all = this.repositories.flatMap(({ manifests }) => manifests);
    const children = refs.map((ref) => all.find((one) => one.digest === ref)).filter(Boolean);
    return [...children, ...children.flatMap((child) => this.below(child))];
  }

  /** Another tool deleted untagged manifests of an index, and its blobs were collected. */
  #breakImage(repository, made) {
    const gone = this.below(made).filter(({ tags }) => tags.length === 0 && this.#random.chance(60));
    for (const { digest } of gone) {
      const at = repository.manifests.findIndex((one) => one.digest === digest);
      if (at >= 0) repository.manifests.splice(at, 1);
      if (this.#random.chance(50)) delete this.blobs[digest];
    }
  }

  /** Copies some images to another repository, with the same digests. */
  #copySome() {
    const [first, second] = this.repositories;
    if (!second || !this.#random.chance(40)) return;
    for (const manifest of first.manifests) {
      const isThere = second.manifests.some(({ digest }) => digest === manifest.digest);
      if (!isThere && this.#random.chance(30)) second.manifests.push({ ...manifest, tags: [...manifest.tags] });
    }
  }

  /** The content of the registry as the simulator has it. */
  state() {
    return { repositories: this.repositories, blobs: this.blobs };
  }
}

/** Random rules, which keep something or nothing. */
export function randomRules(seed) {
  const random = new Random(seed ^ 0x5bd1e995);
  const keep = () => {
    const rules = {};
    if (random.chance(50)) rules.newest = 1 + random.below(4);
    if (random.chance(40)) rules.youngerThan = `${1 + random.below(10)}d`;
    if (random.chance(40) || Object.keys(rules).length === 0) rules.tags = [random.oneOf(["v*", "pr-?", /^nightly-/])];
    return rules;
  };
  return {
    keep: keep(),
    ...(random.chance(25) && { repositories: [random.oneOf(["w*", /api/])] }),
    ...(random.chance(25) && { perRepository: { web: keep() } }),
    allowEmpty: random.chance(30),
  };
}
