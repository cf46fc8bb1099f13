// An independent judge of clean-ups. It follows the OCI image rules over a list of manifests in the simplest way, repeats
// each rule until nothing changes, and shares no code with the planner.
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const fits = (pattern, name) =>
  pattern instanceof RegExp
    ? pattern.test(name)
    : new RegExp(
        `^${pattern
          .replace(/[.+^${}()|[\]\\]/g, "\\$&")
          .replaceAll("*", ".*")
          .replaceAll("?", ".")}$`,
      ).test(name);

const subjectOf = (tag) => /^sha256-([0-9a-f]{64})(\..*)?$/.exec(tag)?.[1];
const refs = ({ digest, blobs }) => blobs.filter((blob) => blob !== digest);

/** The digests that may be kept, by repository: all that a rule or a guard keeps, and nothing else. */
export function expectedKeep({ repositories, blobs }, rules, now) {
  const state = repositories.map(({ name, manifests }) => {
    const isSelected = !rules.repositories || rules.repositories.some((pattern) => fits(pattern, name));
    return { name, manifests, isSelected, keep: rules.perRepository?.[name] ?? rules.keep, parts: new Set() };
  });
  const everywhere = new Set(state.flatMap(({ manifests }) => manifests.map(({ digest }) => digest)));
  for (const one of state) {
    const tagged = one.manifests.filter(({ tags }) => tags.length > 0);
    one.parts = new Set(tagged.flatMap((manifest) => descendants(one, manifest)));
  }
  for (;;) {
    const kept = decide({ state, everywhere, blobs, rules, now });
    let isFinal = true;
    for (const one of state) {
      // A part that outlives all tagged images that it is a part of becomes an image of its own.
      const holders = one.manifests.filter(
        ({ digest, tags }) => tags.length > 0 && kept.get(one.name).get(digest) === 2,
      );
      const parts = new Set(holders.flatMap((manifest) => descendants(one, manifest)));
      for (const { digest, tags } of one.manifests) {
        const isFreed = one.parts.has(digest) && !parts.has(digest) && tags.length > 0;
        if (isFreed && kept.get(one.name).get(digest) === 2) {
          one.parts.delete(digest);
          isFinal = false;
        }
      }
    }
    if (isFinal) return kept;
  }
}

/** The manifests in the same repository that one refers to, at any depth. */
function descendants({ manifests }, manifest) {
  const found = new Set();
  const visit = (one) => {
    for (const ref of refs(one)) {
      const child = manifests.find(({ digest }) => digest === ref);
      if (child && !found.has(ref)) {
        found.add(ref);
        visit(child);
      }
    }
  };
  visit(manifest);
  return [...found];
}

/** By repository and digest: 2 for a manifest that is kept with its tags, 1 for one that is kept without. */
function decide({ state, everywhere, blobs, rules, now }) {
  const kept = new Map(state.map(({ name }) => [name, new Map()]));
  const raise = (one, digest, level) => {
    const before = kept.get(one.name).get(digest) ?? 0;
    if (level > before) kept.get(one.name).set(digest, level);
    return level > before;
  };
  const spread = () => {
    for (let isNews = true; isNews; ) {
      isNews = false;
      for (const one of state) {
        for (const manifest of one.manifests) {
          const level = kept.get(one.name).get(manifest.digest);
          if (!level) continue;
          const needed = one.manifests.filter(({ digest }) => refs(manifest).includes(digest));
          for (const { digest } of needed) isNews = raise(one, digest, level) || isNews;
          for (const other of state) {
            const hex = manifest.digest.slice(7);
            const referring = other.manifests.filter(({ tags }) => tags.some((tag) => subjectOf(tag) === hex));
            for (const { digest } of referring) isNews = raise(other, digest, level) || isNews;
          }
        }
      }
    }
  };
  for (const one of state) {
    for (const manifest of one.manifests) {
      const isKept =
        !one.isSelected ||
        byRule(one, manifest, blobs, everywhere, now) ||
        byGuard(one, manifest, everywhere, blobs, now);
      if (isKept) raise(one, manifest.digest, manifest.tags.length > 0 ? 2 : 1);
    }
  }
  spread();
  if (!rules.allowEmpty) {
    const last = state.map((one) => lastOf(one, kept.get(one.name), blobs, everywhere));
    for (const [at, manifest] of last.entries()) {
      if (manifest) raise(state[at], manifest.digest, manifest.tags.length > 0 ? 2 : 1);
    }
    spread();
  }
  return kept;
}

const timeOf = ({ updated_at }) => Date.parse(updated_at);
const isTimeKnown = (manifest) => timeOf(manifest) > Date.parse("2015-01-01T00:00:00Z");
const isImage = ({ tags }) => tags.length === 0 || tags.some((tag) => !subjectOf(tag));
const isTaggedImage = (manifest) => manifest.tags.length > 0 && isImage(manifest);
const isChild = ({ manifests }, { digest }) => manifests.some((other) => refs(other).includes(digest));
const isTopLevel = (one, manifest) =>
  isImage(manifest) && !(manifest.tags.length > 0 ? one.parts.has(manifest.digest) : isChild(one, manifest));
const isOrphan = (manifest, everywhere) =>
  !isImage(manifest) && !manifest.tags.some((tag) => everywhere.has(`sha256:${subjectOf(tag)}`));

/** Whether something that a manifest refers to will stay missing. */
function isLastinglyBroken({ manifests }, manifest, blobs) {
  const children = refs(manifest).filter((ref) => manifests.some(({ digest }) => digest === ref));
  const others = refs(manifest).filter((ref) => !children.includes(ref));
  return others.some((ref) => !blobs[ref]) || (children.length > 0 && others.length > 0);
}

function byRule(one, manifest, blobs, everywhere, now) {
  const { newest, youngerThan, tags = [] } = one.keep;
  const isTagged = manifest.tags.length > 0;
  if (newest && isTagged && isTopLevel(one, manifest) && isTimeKnown(manifest)) {
    const newer = one.manifests.filter(
      (other) =>
        other.tags.length > 0 &&
        isTopLevel(one, other) &&
        isTimeKnown(other) &&
        !isLastinglyBroken(one, other, blobs) &&
        timeOf(other) > timeOf(manifest),
    );
    if (newer.length < newest) return true;
  }
  const hasAge = isTopLevel(one, manifest) || isOrphan(manifest, everywhere) || isTaggedImage(manifest);
  if (youngerThan && hasAge && isTimeKnown(manifest) && now - timeOf(manifest) < Number.parseInt(youngerThan, 10) * DAY)
    return true;
  return manifest.tags.some((tag) => tags.some((pattern) => fits(pattern, tag)));
}

function byGuard(one, manifest, everywhere, blobs, now) {
  if (!isTimeKnown(manifest) || now - timeOf(manifest) < HOUR) return true;
  if (refs(manifest).length === 0) return true;
  if (manifest.tags.length === 0) {
    const children = refs(manifest).filter((ref) => one.manifests.some(({ digest }) => digest === ref));
    const layers = refs(manifest).filter((ref) => !children.includes(ref) && blobs[ref] && !everywhere.has(ref));
    if (children.length > 0 && layers.length > 0) return true;
  }
  return isOrphan(manifest, everywhere) && !one.manifests.some(isTaggedImage);
}

/** The manifest that is kept when a repository would lose its last image. */
function lastOf(one, kept, blobs, everywhere) {
  const { manifests } = one;
  if (manifests.length === 0) return undefined;
  if (manifests.some(isTaggedImage)) {
    if (manifests.some((manifest) => isTaggedImage(manifest) && kept.get(manifest.digest) === 2)) return undefined;
  } else if (manifests.some(isImage)) {
    const isPart = ({ digest }) => manifests.some((other) => kept.has(other.digest) && refs(other).includes(digest));
    if (manifests.some((one) => isImage(one) && kept.has(one.digest) && !isPart(one))) return undefined;
  } else if (kept.size > 0) return undefined;
  const isBroken = (manifest) => {
    const children = refs(manifest).filter((ref) => manifests.some(({ digest }) => digest === ref));
    const others = refs(manifest).filter((ref) => !children.includes(ref));
    const isGone = others.some((ref) => !blobs[ref] || everywhere.has(ref));
    return isGone || (children.length > 0 && others.length > 0);
  };
  const rank = (manifest) => [
    isImage(manifest) ? 0 : 1,
    manifest.tags.length > 0 ? 0 : 1,
    isTopLevel(one, manifest) ? 0 : 1,
    isBroken(manifest) ? 1 : 0,
    -timeOf(manifest),
  ];
  const compare = (first, second) => {
    const [a, b] = [rank(first), rank(second)];
    const at = a.findIndex((value, index) => value !== b[index]);
    return at < 0 ? (first.digest < second.digest ? -1 : 1) : a[at] - b[at];
  };
  return [...manifests].sort(compare)[0];
}

/**
 * The tags that do not resolve with all they refer to, and the signatures that are gone although their image is there:
 * as `repository:tag`, by the true content of each manifest. `truth` has it by digest.
 */
export function brokenTags({ repositories, blobs }, truth) {
  const broken = new Set();
  for (const { name, manifests } of repositories) {
    const isWhole = (digest) => {
      const manifest = manifests.find((one) => one.digest === digest);
      if (!manifest) return false;
      const { kind, refs } = truth.get(digest);
      return refs.every((ref) => (kind === "index" ? isWhole(ref) : blobs[ref] > 0));
    };
    for (const { digest, tags } of manifests) {
      if (!isWhole(digest)) for (const tag of tags) broken.add(`${name}:${tag}`);
    }
  }
  return broken;
}

/** The signatures of the manifests that are there, as `repository:tag`. */
export function signatures({ repositories }) {
  const there = new Set(repositories.flatMap(({ manifests }) => manifests.map(({ digest }) => digest)));
  const tags = repositories.flatMap(({ name, manifests }) =>
    manifests.flatMap(({ tags }) => tags.map((tag) => [subjectOf(tag), `${name}:${tag}`])),
  );
  return new Map(tags.filter(([hex]) => hex && there.has(`sha256:${hex}`)).map(([hex, tag]) => [tag, `sha256:${hex}`]));
}
