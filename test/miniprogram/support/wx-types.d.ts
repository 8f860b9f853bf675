// The layers of the mini-program that are tested here use `wx`.
/// <reference types="miniprogram-api-typings" />
/// <reference path="../../../miniprogram/typings/wecom.d.ts" />
