import { firstKeysIn, withUsed, type FirstKey, type FirstKeys } from '$lib/domain/installation/first-keys';
import { storeText } from '$lib/ui/storage';

const noneUsed: FirstKeys = { used: [], over: false };

/** Which of the first keys this person used: stored with the account, or on this device for shared made-up people. */
export class UsedKeys {
	/** The server renders no strip: one that is hidden at once in the browser would move the page. */
	current = $state.raw<FirstKeys>({ used: [], over: true });
	#isAccount = false;

	constructor(
		readonly person: string,
		readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
	) {}

	/** @param known what the person's account says; null for made-up people, who are shared */
	open(known: FirstKeys | null): void {
		this.#isAccount = known !== null;
		this.current = known ?? this.#read();
	}
	use(key: FirstKey): void {
		if (!this.current.over && !this.current.used.includes(key)) this.#save(withUsed(this.current, key));
	}
	dismiss(): void {
		this.#save({ ...this.current, over: true });
	}

	/** Errors are ignored: at worst the strip is shown once more. */
	#save(next: FirstKeys): void {
		this.current = next;
		if (this.#isAccount) {
			const headers = { 'content-type': 'application/json' };
			void fetch('/account/first-keys', { method: 'PUT', headers, body: JSON.stringify(next) }).catch(() => undefined);
			return;
		}
		storeText(this.storage, this.#name, JSON.stringify(next));
	}
	#read(): FirstKeys {
		try {
			return firstKeysIn(JSON.parse(this.storage?.getItem(this.#name) ?? 'null')) ?? noneUsed;
		} catch {
			return noneUsed;
		}
	}
	get #name(): string {
		return `voelspriet.firstKeys.${this.person}`;
	}
}
