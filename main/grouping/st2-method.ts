/**
 * Part of the mechanism st2: what the name of a function is for a key. What differs between two builds of the same code,
 * two releases of a compiler or two browsers is taken out. Every pattern runs in time linear in the name.
 */

/** Characters of a name that are looked at; templates of C++ write names of kilobytes. */
const CONSIDERED = 400;

/** What runtimes and browsers write for a function without a name, and for the top level of a file. */
const NAMELESS =
  /^(?:[<([{]+(?:anonymous|unknown|lambda|module|closure|main|null|none|top \(required\))(?: function| class)?[>)\]}]+|anonymous(?: function| class)?|unknown|\?+|-|eval|(?:eval|global|module) code|stripped_application_code)$/i;

/** The name as st2 compares it; empty when the function has none. */
export function methodForSt2(name: string | null, isScript: boolean): string {
  const sent = (name ?? '').slice(0, CONSIDERED).trim();
  if (sent === '' || NAMELESS.test(sent)) return '';
  const bare = withoutParts(sent);
  const own = isScript ? afterReceiver(bare) : bare;
  return NAMELESS.test(own) ? '' : own.replace(/0x[0-9a-f]+|\d{2,}/gi, '#');
}

/** A compiler's decorations: modifiers, lambdas, closures, state machines, parameters, hashes of symbols. */
function withoutParts(name: string): string {
  let bare = name.replace(/^(?:async\*? |new |static |void |block (?:\(\d+ levels\) )?in |(?:rescue|ensure) in )+/, '');
  if (/[[/(<$:{]/.test(bare)) {
    bare = bare
      .replace(/ \[as [^\]]*\]$/, '')
      .replace(/[/<]+$|\/.*<$/, '')
      .replace(/\(\[arguments not available\]\)$/, '')
      .replace(/(?<=[\w>~])\([^()]*\)(?: const)?$/, '')
      .replace(/::h[0-9a-f]{16}$/, '')
      .replace(/lambda\$([\w$]*?)\$\d+/, '$1')
      .replace(/^(?:access|r8\$lambda|\$r8\$lambda|-\$\$Nest)\$.*$/, 'access')
      .replace(/<(\w+)>[bdg]__\w*(?:\.MoveNext)?/, '$1');
  }
  bare = bare.replace(/\.(?:cold|part|isra|constprop|llvm)(?:\.\d+)*$/, '');
  return withoutGenerics(bare).replace(/[.:]{1,2}(?:func\d+|\{\{closure\}\}|\{closure[^}]*\})(?:\.\d+)*/g, '');
}

/** `Map<K, V>::get` is `Map::get`; `<init>` and `<T as Trait>::run` stay. */
function withoutGenerics(name: string): string {
  if (!name.includes('<') || name.startsWith('<') || name.includes('.<')) return name;
  let depth = 0;
  let kept = '';
  for (const letter of name) {
    if (letter === '<') depth += 1;
    if (depth === 0) kept += letter;
    if (letter === '>' && depth > 0) depth -= 1;
  }
  return kept;
}

/** Of `Cart.prototype.total` some browsers tell only `total`, others tell the receiver's type: `Object.total`. */
function afterReceiver(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? name : name.slice(dot + 1);
}
