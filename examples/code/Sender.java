package example;

/**
 * 模板类型：验证码
 * 模板名称：登录验证码
 * 模板CODE：SMS_152550007
 * 模板内容：您的验证码为${code}，用于登录，5分钟内有效，请勿泄露。
 */
class Sender {
    void send(SendSmsRequest request, String code) {
        request.setTemplateParam("{\"number\":\"" + code + "\"}");
        request.setTemplateCode("SMS_152550007");
        request.setSignName("示例科技");
    }
}
