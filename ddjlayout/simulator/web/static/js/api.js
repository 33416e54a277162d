// The admin API: every request carries the token in a header, never in an address.

import { currentToken } from "./session.js";

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Send a request; returns the response. Throws ApiError with the server's words. */
export async function ask(method, path, { body, signal } = {}) {
  const headers = { Authorization: `Bearer ${currentToken()}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const options = { method, headers, signal, cache: "no-store", credentials: "omit" };
  if (body !== undefined) options.body = JSON.stringify(body);
  const response = await fetch(path, options);
  if (!response.ok) throw new ApiError(response.status, await words(response));
  return response;
}

async function words(response) {
  try {
    return (await response.json()).error;
  } catch {
    return response.statusText;
  }
}

export const get = async (path) => (await ask("GET", path)).json();
export const post = async (path, body = {}) => (await ask("POST", path, { body })).json();
export const patch = async (path, body) => (await ask("PATCH", path, { body })).json();
export const put = async (path) => (await ask("PUT", path)).json();
export const remove = async (path) => (await ask("DELETE", path)).json();
export const text = async (path) => (await ask("GET", path)).text();
export const bytes = async (path) => new Uint8Array(await (await ask("GET", path)).arrayBuffer());
export const part = (value) => encodeURIComponent(value);

/** Save what a path gives as a file. */
export async function download(path, name) {
  const url = URL.createObjectURL(await (await ask("GET", path)).blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
