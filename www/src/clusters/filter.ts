import { el, uniqueId } from "../ui/dom";
import { icon } from "../ui/icons";

/** A search field for a tag; empty, it selects all clusters. */
export class TagFilter {
  readonly element: HTMLFormElement;
  readonly #input: HTMLInputElement;
  readonly #suggestions: HTMLDataListElement;
  readonly #onChange: () => void;
  #tag = "";

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    const [id, listId] = [uniqueId("tag"), uniqueId("tags")];
    this.#suggestions = el("datalist", { id: listId });
    this.#input = el("input", {
      id,
      type: "search",
      list: listId,
      placeholder: "All tags",
      autocomplete: "off",
      spellcheck: "false",
      "data-testid": "tag-filter",
    });
    this.element = el(
      "form",
      { class: "filter", role: "search" },
      el("label", { for: id }, "Tag"),
      el("div", { class: "search" }, icon("search"), this.#input),
      this.#suggestions,
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.set(this.#input.value);
    });
    this.#input.addEventListener("change", () => this.set(this.#input.value));
    this.#input.addEventListener("input", () => this.#input.value === "" && this.set(""));
  }

  get tag(): string {
    return this.#tag;
  }

  set(tag: string): void {
    this.#input.value = tag;
    if (tag.trim() !== this.#tag) {
      this.#tag = tag.trim();
      this.#onChange();
    }
  }

  /** Resets to all tags without a change event. */
  clear(): void {
    this.#input.value = "";
    this.#tag = "";
  }

  /** Adds tags to the suggestions. */
  suggest(tags: Iterable<string>): void {
    const known = new Set(Array.from(this.#suggestions.options, ({ value }) => value));
    const more = [...new Set(tags)].filter((tag) => !known.has(tag));
    this.#suggestions.append(...more.map((tag) => el("option", { value: tag })));
  }
}
