/** This device's storage; undefined on the server and in a browser that blocks it. */
export const deviceStorage = (): Storage | undefined => storageOf('localStorage');
/** The storage of this tab, which survives a reload. As {@link deviceStorage}. */
export const tabStorage = (): Storage | undefined => storageOf('sessionStorage');

/** A browser that blocks a storage throws as soon as the property is read. */
function storageOf(name: 'localStorage' | 'sessionStorage'): Storage | undefined {
	try {
		return typeof window === 'undefined' ? undefined : window[name];
	} catch {
		return undefined;
	}
}

/** @returns whether it was stored: the storage may be absent or full */
export function storeText(storage: Pick<Storage, 'setItem'> | undefined, name: string, text: string): boolean {
	try {
		storage?.setItem(name, text);
		return storage !== undefined;
	} catch {
		return false;
	}
}
