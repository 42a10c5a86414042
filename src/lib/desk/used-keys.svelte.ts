import { firstKeysIn, withUsed, type FirstKey, type FirstKeys } from '$lib/domain/installation/first-keys';

const nothing: FirstKeys = { used: [], over: false };

/** Which of a newcomer's first keys this person used: kept with the account, or on this device for made-up people. */
export class UsedKeys {
	/** Nothing is known on the server: a strip that goes at once would move the page. */
	kept = $state.raw<FirstKeys>({ used: [], over: true });
	#isAccount = false;

	constructor(
		readonly person: string,
		readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
	) {}

	/** @param known what the person's account says; null for made-up people, who are shared */
	open(known: FirstKeys | null): void {
		this.#isAccount = known !== null;
		this.kept = known ?? this.#read();
	}
	use(key: FirstKey): void {
		if (!this.kept.over && !this.kept.used.includes(key)) this.#keep(withUsed(this.kept, key));
	}
	dismiss(): void {
		this.#keep({ ...this.kept, over: true });
	}

	/** When it is lost, the strip is shown once more: no reason to trouble anybody. */
	#keep(next: FirstKeys): void {
		this.kept = next;
		if (this.#isAccount) {
			const headers = { 'content-type': 'application/json' };
			void fetch('/account/first-keys', { method: 'PUT', headers, body: JSON.stringify(next) }).catch(() => undefined);
			return;
		}
		try {
			this.storage?.setItem(this.#name, JSON.stringify(next));
		} catch {
			// A full storage.
		}
	}
	#read(): FirstKeys {
		try {
			return firstKeysIn(JSON.parse(this.storage?.getItem(this.#name) ?? 'null')) ?? nothing;
		} catch {
			return nothing;
		}
	}
	get #name(): string {
		return `voelspriet.firstKeys.${this.person}`;
	}
}
