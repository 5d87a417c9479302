/**
 * Does a frame belong to the project, judged from its path? Rollbar's clients do not say. A wrong guess hides nothing: it
 * decides which frames are folded and which one names the place of an error.
 */
import { isOwnUrl } from './own-url.ts';

export interface ProjectPlace {
  /** Folder of the project, without a slash at the end; empty when unknown. */
  root: string;
  /** Host of the page, empty outside of browsers. */
  pageHost: string;
}

/** Folders that hold other people's code wherever they stand. */
const vendored =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|site-packages|dist-packages|gems|vendor|Pods|\.pub-cache|\.venv|venv)\//;
/** Where runtimes and package caches live; not looked at below the project's own root. */
const installed =
  /^(?:[a-z]:)?\/(?:usr\/(?:local\/)?(?:lib|share|libexec|include)|usr\/local\/go|opt\/homebrew|nix\/store|System|Library|rustc|Program Files)\b|\/(?:pkg\/mod|go\/src\/(?:runtime|net|internal|reflect|testing|encoding|database)|\.cargo\/registry|\.rustup|\.m2|\.gradle|lib\/(?:python|ruby)[\d.]*|Python\d+\/Lib)\//i;
/** Modules of a runtime, and names that stand for no file. */
const builtIn =
  /^(?:node:|:|internal\/[\w/-]+(?:\.js)?$|electron\/js2c\/|native\b|\[native code\]|\(|<|dart:|(?:runtime|net\/http)\/[^/]+\.go$)/;
/** Classes of the Java and Kotlin runtimes and of Android. */
const builtInClass =
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|android|androidx|com\.android|dalvik)\./;

/** `module` is the class that the frame names, if any. */
export function isInProject(file: string, module: string | null, place: ProjectPlace): boolean {
  if (file === '' || builtIn.test(file)) return false;
  if (module !== null && builtInClass.test(module)) return false;
  const isUrl = /^[a-z][a-z\d+.-]+:/i.test(file);
  if (isUrl && !file.startsWith('file://')) return isOwnUrl(file, place.pageHost) && !vendored.test(file);
  const path = file.replace(/^file:\/\/(?:\/(?=[a-z]:))?/i, '').replaceAll('\\', '/');
  const root = place.root.replaceAll('\\', '/');
  if (root !== '' && path.startsWith(`${root}/`)) return !vendored.test(path.slice(root.length));
  const isAbsolute = path.startsWith('/') || /^[a-z]:\//i.test(path);
  if (root !== '' && isAbsolute) return false;
  return !vendored.test(path) && !installed.test(path);
}
