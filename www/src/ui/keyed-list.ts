/** An element that shows an item; `update` shows a newer version of the same item. */
export interface ItemElement<T> {
  readonly element: HTMLElement;
  update(item: T): void;
}

/** Renders a list of items. Elements are reused by key, so focus and scroll position survive a refresh. */
export class KeyedList<T> {
  readonly #host: HTMLElement;
  readonly #key: (item: T) => string;
  readonly #create: (item: T) => ItemElement<T>;
  #shown = new Map<string, ItemElement<T>>();

  constructor(host: HTMLElement, key: (item: T) => string, create: (item: T) => ItemElement<T>) {
    this.#host = host;
    this.#key = key;
    this.#create = create;
  }

  render(items: readonly T[]): void {
    const before = this.#shown;
    this.#shown = new Map(items.map((item) => [this.#key(item), this.#reuseOrCreate(before, item)]));
    for (const gone of before.values()) {
      gone.element.remove();
    }
    this.#arrange();
  }

  #reuseOrCreate(before: Map<string, ItemElement<T>>, item: T): ItemElement<T> {
    const key = this.#key(item);
    const known = before.get(key);
    if (known === undefined) {
      return this.#create(item);
    }
    before.delete(key);
    known.update(item);
    return known;
  }

  #arrange(): void {
    let place = this.#host.firstElementChild;
    for (const { element } of this.#shown.values()) {
      if (element === place) {
        place = place.nextElementSibling;
      } else {
        this.#host.insertBefore(element, place);
      }
    }
  }
}
