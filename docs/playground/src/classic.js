// A page on disk may start classic workers only (Chromium). Pyodide asks for a module worker, since it would import its
// parts; here they are one script, and nothing is left to import.
self.importScripts = () => { throw new TypeError("nothing to import"); };
