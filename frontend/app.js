/* 三办的页面脚本：小模块，一事一文件；不用 eval，合于最严的内容安全策略。 */
import "./js/polyfill.js";
import "./js/requests.js";
import "./js/guard.js";
import "./js/keep.js";
import "./js/keys.js";
import "./js/phrases.js";
import "./js/suggest.js";
import "./js/picker.js";
import "./js/drop.js";
import "./js/picks.js";
import "./js/viewer.js";
import "./js/marks.js";
import "./js/dialogs.js";
import "./js/ink.js";
import "./js/columns.js";
import "./js/titles.js";
import "./js/size.js";
