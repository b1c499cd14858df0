/** The path of a Chromium that runs here; installs one where it may. @throws when there is none */
export function ensureBrowser(): Promise<string>
